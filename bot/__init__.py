"""The service: reads channels, joins reports into events, keeps the ledger, delivers messages."""

"""What a person can say to the bot: one command or button family a file; deciding apart from acting."""

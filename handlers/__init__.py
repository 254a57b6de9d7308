"""What a person can say to the bot: a command or button family a file, decided apart from done."""

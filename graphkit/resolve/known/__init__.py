"""What is known of things beyond any one document: registers of companies, and places."""

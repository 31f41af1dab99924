"""What others than readers take from the site: feed readers, search engines, social networks."""

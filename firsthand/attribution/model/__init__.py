"""A small trained model that reads an article beside the rules and mends what they found; its graphs are in models/."""

"""Views of the app «monitoring»."""

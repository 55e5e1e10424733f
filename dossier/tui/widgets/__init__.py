"""The widgets: state comes down to them, intent goes up from them."""

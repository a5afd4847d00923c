"""What is `inside` runs in the plugin's own environment; test_audiocraft.py has it run there."""

collect_ignore = ["inside"]

"""Speech: texts read aloud by the engines that there are."""

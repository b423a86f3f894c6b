"""The command line: one file a command. Only here is anything printed, is the date asked, does a run end."""

import gc

# A command reads, says and ends. What it reads never refers back to itself, so looking for such circles, again and
# again over all that was read, would only make a large plan take twice as long. What it imports stays anyway, so the
# looking ends before the first import.
gc.disable()

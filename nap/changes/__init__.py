"""What changed between two states of a plan: `compare.changes` gives the records of `records`.

Pure functions over two plans. What a change is called in words is said in `nap.output.changes`.
"""

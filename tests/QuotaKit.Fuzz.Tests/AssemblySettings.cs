// One test at a time: a run spreads over the processors by itself, and memory and handles are measured for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

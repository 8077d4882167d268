// refuse: anything
int fine() { return 1; }

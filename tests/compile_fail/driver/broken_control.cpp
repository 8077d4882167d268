// refuse: not declared
int wrong() { return missing; }

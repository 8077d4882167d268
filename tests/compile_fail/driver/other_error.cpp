// refuse: deleted function
#ifdef CONTROL
int fine() { return 1; }
#else
int wrong() { return missing; }
#endif

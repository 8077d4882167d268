int wrong() { return missing; }

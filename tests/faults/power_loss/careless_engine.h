// Owns the switch that makes the database engine careless: while it is on, a connection that asks
// for synchronous=FULL gets NORMAL, so a commit no longer waits for the disk.
#pragma once

namespace lyhord::tests {

// On while it lives.
class CarelessEngine {
public:
    CarelessEngine();
    CarelessEngine(const CarelessEngine&) = delete;
    CarelessEngine& operator=(const CarelessEngine&) = delete;
    ~CarelessEngine();
};

}  // namespace lyhord::tests

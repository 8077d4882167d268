// Owns what the tests of commands and schedules share: a service in a new data directory.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "app/service.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::app::testing {

class WithService : public ::testing::Test {
protected:
    tests::TemporaryFolder folder_;
    tests::FakeClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<Service> service_ =
        Service::start(store::DataDirectory::lock(folder_.path()).value(),
                       ConfigurationFile::load({}).value(),
                       clock_,
                       random_)
            .value();
};

}  // namespace lyhord::app::testing

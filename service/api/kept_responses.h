// Owns KeptResponses: what everybody is answered alike, and what is costly to make, is made once.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/limits.h"
#include "http/message.h"

namespace lyhord::api {

// In memory; the least recently asked for go first. A key says everything that its response depends
// on, and nothing that one reader alone has typed. Thread-safe.
class KeptResponses {
public:
    explicit KeptResponses(std::size_t bytes_max = base::limits::kept_response_bytes_max)
        : bytes_max_(bytes_max) {}

    std::optional<http::Response> find(const std::string& key);
    // Nothing happens if there is one already, or if it is larger than all that may be kept.
    void keep(const std::string& key, const http::Response& response);

    std::uint64_t found() const;  // how often, since the start

private:
    struct Kept {
        std::string key;
        http::Response response;
        std::size_t bytes() const { return key.size() + response.body.size(); }
    };

    void forget_oldest();

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    std::list<Kept> newest_first_;
    std::map<std::string, std::list<Kept>::iterator, std::less<>> by_key_;
    std::size_t bytes_ = 0;
    std::uint64_t found_ = 0;
};

}  // namespace lyhord::api

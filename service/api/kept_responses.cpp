#include "api/kept_responses.h"

namespace lyhord::api {

std::optional<http::Response> KeptResponses::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        return std::nullopt;
    }
    ++found_;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return newest_first_.front().response;
}

void KeptResponses::keep(const std::string& key, const http::Response& response) {
    const std::lock_guard lock(mutex_);
    if (key.size() + response.body.size() > bytes_max_ || by_key_.contains(key)) {
        return;
    }
    newest_first_.push_front({.key = key, .response = response});
    by_key_.emplace(key, newest_first_.begin());
    bytes_ += newest_first_.front().bytes();
    while (bytes_ > bytes_max_) {
        forget_oldest();
    }
}

std::uint64_t KeptResponses::found() const {
    const std::lock_guard lock(mutex_);
    return found_;
}

void KeptResponses::forget_oldest() {
    bytes_ -= newest_first_.back().bytes();
    by_key_.erase(newest_first_.back().key);
    newest_first_.pop_back();
}

}  // namespace lyhord::api

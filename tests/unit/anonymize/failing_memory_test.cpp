// Memory may end inside the redactor: no text comes out then, and the next one is redacted.
#include <cstdlib>
#include <new>

#include "unit/anonymize/support.h"

namespace {

// Allocations of this thread of at least so many bytes fail; 0: none does.
thread_local std::size_t failing_bytes = 0;

void* allocated_or_not(std::size_t bytes) noexcept {
    const bool fails = failing_bytes != 0 && bytes >= failing_bytes;
    return fails ? nullptr : std::malloc(bytes == 0 ? 1 : bytes);
}

void* allocated(std::size_t bytes) {
    void* memory = allocated_or_not(bytes);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

}  // namespace

// Of this whole program of tests, std::stable_sort's room included.
void* operator new(std::size_t bytes) { return allocated(bytes); }
void* operator new[](std::size_t bytes) { return allocated(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return allocated_or_not(bytes);
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept {
    return allocated_or_not(bytes);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace lyhord::anonymize {
namespace {

Redaction redacted_with(std::size_t memory_bytes, const std::string& text) {
    domain::RawText raw(text);
    failing_bytes = memory_bytes;
    Redaction redaction = shared_redactor().redact(std::move(raw));
    failing_bytes = 0;
    return redaction;
}

TEST(MemoryThatEnds, WithholdsTheTextAndNotTheNext) {
    std::string text;
    while (text.size() < 8000) {
        text += "Läraren Anna Svensson skriker, ring 070-123 45 67. ";
    }
    ASSERT_FALSE(masked(text).empty());
    // The first copy of the text, and what is gathered of it later.
    for (const std::size_t bytes : {8000U, 9000U, 20'000U}) {
        const Redaction redaction = redacted_with(bytes, text);
        EXPECT_TRUE(redaction.withheld) << bytes;
        EXPECT_TRUE(redaction.text.empty());
        EXPECT_TRUE(redaction.spans.empty());
    }
    EXPECT_EQ(masked("Läraren Anna Svensson skriker"), "Läraren [NAMN] skriker");
    EXPECT_FALSE(redacted_with(0, text).withheld);
}

}  // namespace
}  // namespace lyhord::anonymize

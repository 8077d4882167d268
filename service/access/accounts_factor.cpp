// The second factor: the codes of an app, beside the password.
#include "access/accounts.h"

namespace lyhord::access {
namespace {

using base::Fault;

}  // namespace

OneTimeCodes Accounts::codes_of(std::string_view name, const base::Id& nonce) const {
    return {factor_key_, name, nonce};
}

// True also where none is asked for. A code that is taken is used up in `row`.
bool Accounts::takes_code(store::StaffRow& row, std::string_view code) const {
    if (row.factor_nonce == base::Id{}) {
        return true;
    }
    const auto step = codes_of(row.name, row.factor_nonce)
                          .step_of(code, environment_.clock.now(), row.factor_step);
    row.factor_step = step.value_or(row.factor_step);
    return step.has_value();
}

base::Result<bool> Accounts::has_factor(std::string_view name) const {
    const auto row = find(name);
    return row ? base::Result<bool>(row->factor_nonce != base::Id{}) : base::fail(row.error());
}

base::Result<void> Accounts::add_factor(const FactorProof& proof, const base::Id& nonce) {
    return nonce == base::Id{} ? base::fail(Fault::invalid, "a second factor needs a nonce")
                               : change_factor(proof, nonce, "second factor added");
}

base::Result<void> Accounts::remove_factor(const FactorProof& proof) {
    return change_factor(proof, {}, "second factor removed");
}

// The password takes long to verify, so the row is read again under the lock.
base::Result<void> Accounts::change_factor(const FactorProof& proof,
                                           const base::Id& nonce,
                                           base::Literal what) {
    const auto before = find(proof.name);
    if (!before) {
        return base::fail(before.error());
    }
    const auto verified = hasher_.verify(before->password_hash, proof.password);
    if (!verified) {
        return base::fail(verified.error());
    }
    const std::lock_guard lock(rows_mutex_);
    auto row = find(proof.name);
    const auto locked = row ? is_locked(*row) : base::fail(row.error());
    if (!locked) {
        return base::fail(locked.error());
    }
    const bool adds = nonce != base::Id{};
    if (adds == (row->factor_nonce != base::Id{})) {
        return adds ? base::fail(Fault::conflict, "the account has a second factor already")
                    : base::fail(Fault::conflict, "the account has no second factor");
    }
    store::StaffRow changed = *row;
    changed.factor_nonce = adds ? nonce : changed.factor_nonce;
    changed.factor_step = adds ? 0 : changed.factor_step;
    const bool is_holder =
        *verified && !*locked && !row->disabled && row->password_hash == before->password_hash;
    if (!is_holder || !takes_code(changed, proof.code)) {
        const auto noted = note_failure(std::move(*row));
        return noted ? base::fail(Fault::unauthorized, "the password or the code is wrong")
                     : base::fail(noted.error());
    }
    if (const auto recorded = audit_.record(Actor::holder_of(proof.name), what, {}); !recorded) {
        return recorded;
    }
    changed.factor_nonce = nonce;
    changed.factor_step = adds ? changed.factor_step : 0;
    return environment_.store.put_staff(changed);
}

}  // namespace lyhord::access

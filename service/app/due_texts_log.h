// Owns the reminder of disposals in the log.
#pragma once

#include "operations/disposal_reminder.h"

namespace lyhord::app {

// To be called at every turn of the schedule: once a day it logs one line a round whose texts are
// to be disposed of.
void log_due_texts(operations::DisposalReminder& reminder);

}  // namespace lyhord::app

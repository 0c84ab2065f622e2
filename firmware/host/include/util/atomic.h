// A block without interrupts; those that came meanwhile are served behind it.
#pragma once

#include "../../chip.h"

struct AtomicBlock {
  const bool before = chipInterrupts(false);
  bool inside = true;
  ~AtomicBlock() { chipInterrupts(before); }
};

#define ATOMIC_RESTORESTATE
#define ATOMIC_BLOCK(kind) for (AtomicBlock atomicBlock; atomicBlock.inside; atomicBlock.inside = false)

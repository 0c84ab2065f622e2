// What each message of the host does (protocol, "Real-time frames" and "Commands").
#pragma once

#include <stdint.h>

#include "frame.h"

void messagesAct(const Frame &frame, uint32_t receivedUs);
// Credits that found no room in the transmitter.
void messagesRun();

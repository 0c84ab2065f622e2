// The program without the Arduino core: what `make -C firmware` builds. The Arduino IDE has its own main().

#include "../axon-rig-uno/rig.h"

int main() {
  rigSetup();
  for (;;) rigLoop();
}

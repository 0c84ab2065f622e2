; show.S: levels become light, the strip gets its bits, and the serial line loses nothing meanwhile.
;
; A WS2812 tells a 0 from a 1 by the length of the high, so the processor must count cycles and interrupts are
; off. A bit is 20 cycles of 62.5 ns here, which suits the old and the new data sheets of the strip:
;
;     cycle  0         5              10                          20
;            ┌─────────┐ · · · · · · ·┐                            a 0 is high for  5 cycles (312 ns)
;            │         ·              │                            a 1 is high for 10 cycles (625 ns)
;     ───────┘         └──────────────┴────────────────────────    low for 10 cycles at the least (625 ns)
;             slot A 3    slot B 4        slot C 9
;
; Between the instructions that make these edges 3, 4 and 9 cycles are free. They are not wasted: slot by slot,
; the next byte is computed from level and palette (or the picture's colours, or a mark), the UART is read
; into its ring once a byte (every 10 µs; at 500000 baud a character takes 20), the transmitter is fed, and what
; the buttons do is noted. So a picture takes 30 µs per LED and nothing else, and needs no colours in memory; nor
; does a blend of two pictures.
;
; Slots A and B must take exactly 3 and 4 cycles. Slot C may take longer: then a low is stretched, which a
; strip does not mind below 5 µs. The longest seen is 1.9 µs, when a button's pin has changed.
;
; -DNAIVE_SHOW builds what most LED programs do: a show that is deaf and dumb. A test makes sure that we would
; notice.
;
; Cycles: data sheet section 31, "Instruction Set Summary". UART: section 20.

#define __SFR_OFFSET 0
#include <avr/io.h>

#include "show.h"
#include "board.h"
#include "edges.h"
#include "limits.h"

; ---- registers --------------------------------------------------------------------------------------------

#define zero      r2
#define const32   r3
#define const3    r4
#define lineLow   r6      /* port D with the strip's bit low … */
#define lineHigh  r7      /* … and high */
#define status    r8      /* UCSR0A as read in this byte */
#define serial    r9      /* a character on its way in or out */
#define head      r10     /* rxHead */
#define tail      r11     /* txTail */
#define order0    r12
#define order1    r13
#define order2    r14
#define scale     r15
#define t         r16
#define led       r17     /* the LED whose colour is being computed */
#define leds      r18
#define byte      r20     /* going out */
#define value     r21     /* the byte after it, in the making */
#define next      r22
#define part      r23     /* level mod 8, times 32 */
#define stopLow   r24     /* address of R, G, B: of a palette stop, a picture's LED, a mark or black */
#define stopHigh  r25
/* X, Y: the next level of the picture that a blend goes to, and of the one it comes from. While the third byte
   of an LED waits to go out these four are free, and the blend of the next LED's level has them: */
#define level     stopLow
#define goal      stopHigh
#define way       part    /* how far the blend has come, in 256ths */

; ---- what fills the slots ---------------------------------------------------------------------------------

; Slot A, 3 cycles.
.macro A_REST
        nop
        rjmp .+0
.endm
; The level of the next LED, in five parts: (256 from + 128 − from · way + to · way) >> 8. Without a blend `way`
; is 0.
.macro A_FROM
        ld level, Y+                 ; 2
        nop                          ; 1
.endm
.macro A_WAY
        lds way, showPlan + PLAN_WAY ; 2
        nop                          ; 1
.endm
.macro A_LEVEL
        add t, r0                    ; 1
        adc level, r1                ; 1
        nop                          ; 1
.endm
.macro A_STOP
        mul r1, const3               ; 2   three bytes a stop
        inc led                      ; 1
.endm
.macro A_MARK index
        lds next, showPlan + PLAN_MARK_LED + \index  ; 2
        nop
.endm

; Slot B, 4 cycles.
.macro B_REST
        rjmp .+0
        rjmp .+0
.endm
.macro B_TO
        ld goal, X+                  ; 2
        rjmp .+0                     ; 2
.endm
.macro B_LEAVE
        mul level, way               ; 2
        ldi t, 0x80                  ; 1
        sub t, r0                    ; 1
.endm
; level · 32 is the stop (level / 8) in its high byte and 32 · (level mod 8) in its low one.
.macro B_SPLIT
        mul level, const32           ; 2
        mov part, r0                 ; 1
        nop                          ; 1
.endm
.macro B_ADDRESS
        movw stopLow, r0             ; 1
        subi stopLow, lo8(-(paletteStops))  ; 1
        sbci stopHigh, hi8(-(paletteStops)) ; 1
        nop                          ; 1
.endm

; Slot C: with each its shortest time.

; 5 + 2: take a character if there is one. The status must be read first: it belongs to that character.
.macro C_RX_READ
#ifdef NAIVE_SHOW
        rjmp .+0
        rjmp .+0
        rjmp .+0
        nop
#else
        lds status, UCSR0A           ; 2
        sbrc status, RXC0            ; 1, or 3 over the two words of lds
        lds serial, UDR0             ; 2
        sbrc status, DOR0            ; 2
        rcall overrun                ;     (3 + 20)
#endif
.endm
; 6: into the ring. Without a new character this writes to a place that is free anyway.
.macro C_RX_STORE
#ifdef NAIVE_SHOW
        rjmp .+0
        rjmp .+0
        rjmp .+0
#else
        mov ZL, head                 ; 1
        ldi ZH, 0                    ; 1
        subi ZL, lo8(-(rxRing))      ; 1
        sbci ZH, hi8(-(rxRing))      ; 1
        st Z, serial                 ; 2
#endif
.endm
; 7: count it, if it is one and the ring is not full.
.macro C_RX_COUNT label
#ifdef NAIVE_SHOW
        rjmp .+0
        rjmp .+0
        rjmp .+0
        nop
#else
        lds t, rxTail                ; 2
        dec t                        ; 1
        cp t, head                   ; 1
        breq .Lfull\label              ; 1
        sbrc status, RXC0            ; 2
        inc head                     ;
.Lcounted\label:
#endif
.endm
; 9: the next character to send, if any.
.macro C_TX_LOAD
#ifdef NAIVE_SHOW
        rjmp .+0
        rjmp .+0
        rjmp .+0
        rjmp .+0
        nop
#else
        mov ZL, tail                 ; 1
        andi ZL, TX_RING_BYTES - 1   ; 1
        ldi ZH, 0                    ; 1
        subi ZL, lo8(-(txRing))      ; 1
        sbci ZH, hi8(-(txRing))      ; 1
        ld serial, Z                 ; 2
        lds t, txHead                ; 2
#endif
.endm
; 3 with nothing to send, 7 with a character. UDRE of the status above still holds: only we can fill it.
.macro C_TX_SEND
#ifdef NAIVE_SHOW
        rjmp .+0
        nop
#else
        cp t, tail                   ; 1
        breq 1f                      ; 1, or 2
        sbrs status, UDRE0           ; 1, or 2 when it skips
        rjmp 1f                      ; 2
        sts UDR0, serial             ; 2
        inc tail                     ; 1
1:
#endif
.endm
; 2: has a button's pin changed, for however short a time?
.macro C_BUTTONS
#ifdef NAIVE_SHOW
        rjmp .+0
#else
        sbic PCIFR, PCIF2            ; 2 when it skips
        rcall edge                   ;     (1 + 3 + 29)
#endif
.endm
; 7: one channel of this stop and of the next.
.macro C_FETCH order
        movw ZL, stopLow             ; 1
        add ZL, \order               ; 1
        adc ZH, zero                 ; 1
        ld value, Z                  ; 2
        ldd next, Z + 3              ; 2
.endm
; 9: low + ((high − low) · part + 4 >> 3), as (256 low + 128 − low · 32 part + high · 32 part) >> 8.
.macro C_MIX
        mul value, part              ; 2
        ldi t, 0x80                  ; 1
        sub t, r0                    ; 1
        sbc value, r1                ; 1
        mul next, part               ; 2
        add t, r0                    ; 1
        adc value, r1                ; 1
.endm
; 5: the current limit, and a fade to dark.
.macro C_SCALE
        mul value, scale             ; 2
        sbic GPIOR0, SHOW_DIM        ; 1, or 2 when it skips
        mov value, r1                ; 1
        mov byte, value              ; 1
.endm

; 2: without a white light.
.macro C_WHITE flag
        sbic GPIOR0, \flag           ; 2 when it skips
        rcall white                  ;     (3 + 164)
.endm

; The edges of one bit; the work in between as above; `wait`: what slot C lacks to 9 cycles.
.macro BIT number, a, b
        out PORTD, lineHigh          ; 0
        \a                           ; 1 … 3
        sbrs byte, \number           ; 4   a 1 skips the next instruction and stays high
        out PORTD, lineLow           ; 5
        \b                           ; 6 … 9
        out PORTD, lineLow           ; 10
.endm
.macro WAIT cycles
        .rept \cycles / 2
        rjmp .+0
        .endr
        .rept \cycles % 2
        nop
        .endr
.endm

; 2: what the conditional branches above cannot reach from afar, jumped over.
.macro ISLAND label
        rjmp 2f
#ifndef NAIVE_SHOW
.Lfull\label:
        rcall full
        rjmp .Lcounted\label
#endif
2:
.endm

; One byte of the strip while the byte after it is computed from the colour at `stop`; but for its last two bits.
.macro FIRST_OR_SECOND_BYTE order, label
        BIT 7, A_REST, B_REST
        C_RX_READ
        C_BUTTONS
        BIT 6, A_REST, B_REST
        C_RX_STORE
        WAIT 3
        BIT 5, A_REST, B_REST
        C_RX_COUNT \label
        WAIT 2
        BIT 4, A_REST, B_REST
        C_TX_LOAD
        BIT 3, A_REST, B_REST
        C_TX_SEND
        WAIT 6
        BIT 2, A_REST, B_REST
        C_FETCH \order
        ISLAND \label
.endm

; ---- the routine ------------------------------------------------------------------------------------------

.section .text.showSend, "ax", @progbits
.global showSend
.type showSend, @function

showSend:
        ; The compiler wants r2 to r17, r28 and r29 back.
        .irp register, 2,3,4,6,7,8,9,10,11,12,13,14,15,16,17,28,29
        push r\register
        .endr

        clr zero
        ldi t, 32
        mov const32, t
        ldi t, 3
        mov const3, t
        in lineLow, PORTD
        mov lineHigh, lineLow
        ldi t, 1 << STRIP_BIT
        or lineHigh, t
        lds head, rxHead
        lds tail, txTail
        lds order0, showPlan + PLAN_ORDER
        lds order1, showPlan + PLAN_ORDER + 1
        lds order2, showPlan + PLAN_ORDER + 2
        lds scale, showPlan + PLAN_SCALE
        lds leds, showPlan + PLAN_LEDS
        lds t, showPlan + PLAN_FLAGS
        out GPIOR0, t
        lds XL, showPlan + PLAN_PICTURE
        lds XH, showPlan + PLAN_PICTURE + 1
        lds YL, showPlan + PLAN_FROM
        lds YH, showPlan + PLAN_FROM + 1
        ; LEDs before the first count up to it; what they read there is not shown.
        lds t, showPlan + PLAN_SKIP
        sub XL, t
        sbc XH, zero
        sub YL, t
        sbc YH, zero
        ldi led, -1
        sub led, t

        ; The first byte of the first LED, in no hurry.
        A_FROM
        B_TO
        A_WAY
        B_LEAVE
        sbc level, r1
        mul goal, way
        A_LEVEL
        B_SPLIT
        A_STOP
        B_ADDRESS
        sbic GPIOR0, SHOW_COLOUR
        rcall colour
        lds next, showPlan + PLAN_MARK_LED
        cpse next, led
        rjmp 1f
        rcall mark0
1:      lds next, showPlan + PLAN_MARK_LED + 1
        cpse next, led
        rjmp 2f
        rcall mark1
2:      C_FETCH order0
        C_MIX
        C_SCALE
        C_WHITE SHOW_WHITE_1
        rjmp .LeveryLed

.Lbetween:
        C_WHITE SHOW_WHITE_BETWEEN   ; 2
.LeveryLed:
        FIRST_OR_SECOND_BYTE order1, 0
        BIT 1, A_REST, B_REST
        C_MIX
        BIT 0, A_REST, B_REST
        C_SCALE
        C_WHITE SHOW_WHITE_2
        WAIT 2
        ; Behind the last LED this reads one level too far, and the third byte throws it away.
        FIRST_OR_SECOND_BYTE order2, 1
        BIT 1, A_FROM, B_TO
        C_MIX
        BIT 0, A_WAY, B_LEAVE
        sbc level, r1                ; 1
        C_SCALE                      ; 5
        mul goal, way                ; 2
        C_WHITE SHOW_WHITE_3         ; 2

        ; The third byte, while the first of the next LED is computed.
        BIT 7, A_LEVEL, B_SPLIT
        C_RX_READ
        C_BUTTONS
        BIT 6, A_STOP, B_ADDRESS
        C_RX_STORE
        sbic GPIOR0, SHOW_COLOUR     ; 2
        rcall colour                 ;     (3 + 25)
        WAIT 1
        BIT 5, "A_MARK 0", B_REST
        C_RX_COUNT 2
        cp next, led                 ; 1
        breq .Lmarked0                 ; 1
.Lunmarked0:
        BIT 4, A_REST, B_REST
        C_TX_LOAD
        BIT 3, "A_MARK 1", B_REST
        cp next, led                 ; 1
        breq .Lmarked1                 ; 1
.Lunmarked1:
        C_TX_SEND
        WAIT 4
        BIT 2, A_REST, B_REST
        C_FETCH order0
        rjmp 3f                      ; 2
.Lmarked0:
        rcall mark0
        rjmp .Lunmarked0
.Lmarked1:
        rcall mark1
        rjmp .Lunmarked1
#ifndef NAIVE_SHOW
.Lfull2:
        rcall full
        rjmp .Lcounted2
#endif
3:
        BIT 1, A_REST, B_REST
        C_MIX
        BIT 0, A_REST, B_REST
        C_SCALE                      ; 5
        cpse led, leds               ; 1
        rjmp .Lbetween               ; 2
        C_WHITE SHOW_WHITE_4

        sts rxHead, head
        sts txTail, tail
        clr r1                       ; the compiler's zero
        .irp register, 29,28,17,16,15,14,13,12,11,10,9,8,7,6,4,3,2
        pop r\register
        .endr
        ret

; ---- what happens rarely, in a stretched low --------------------------------------------------------------

; A white light, dark: a byte of zeros. Nobody looks at the serial line meanwhile: of every 40 µs there are three looks
; left, which bring and take a character each, and at 500000 baud there are two.
white:
        ldi next, 8                  ; 1
1:      out PORTD, lineHigh          ; 0
        WAIT 4                       ; 1 … 4
        out PORTD, lineLow           ; 5
        WAIT 11                      ; 6 … 16
        dec next                     ; 17
        brne 1b                      ; 18, 19
        ret

; A mark is a colour like a palette stop, of which all is taken.
mark0:
        ldi stopLow, lo8(markRgb)
        ldi stopHigh, hi8(markRgb)
        clr part
        ret
mark1:
        ldi stopLow, lo8(markRgb + 3)
        ldi stopHigh, hi8(markRgb + 3)
        clr part
        ret

; A picture of colours: three bytes an LED, black outside of its LEDs; or a dark LED before the first.
colour:
        lds t, showPlan + PLAN_SKIP
        add t, led
        brcs 1f                      ; it counts from below 0
        sbis GPIOR0, SHOW_RGB
        rjmp 2f
        clr part
        lds t, showPlan + PLAN_FIRST
        mov next, led
        sub next, t
        lds t, showPlan + PLAN_COUNT
        cp next, t
        brsh 1f                      ; before the first, too: the difference has wrapped
        mul next, const3
        movw stopLow, r0
        lds t, showPlan + PLAN_PICTURE
        add stopLow, t
        lds t, showPlan + PLAN_PICTURE + 1
        adc stopHigh, t
        ret
1:      clr part
        ldi stopLow, lo8(blackRgb)
        ldi stopHigh, hi8(blackRgb)
        ret
2:      cbi GPIOR0, SHOW_COLOUR      ; the first level, and no dark LED from here on
        ret

#ifndef NAIVE_SHOW
; A character was lost inside the UART.
overrun:
        lds ZL, rxOverruns
        lds ZH, rxOverruns + 1
        adiw ZL, 1
        sts rxOverruns + 1, ZH
        sts rxOverruns, ZL
        ret

; The ring is full: a character that has come now is lost.
full:
        sbrs status, RXC0
        ret
        lds ZL, rxOverflows
        lds ZH, rxOverflows + 1
        adiw ZL, 1
        sts rxOverflows + 1, ZH
        sts rxOverflows, ZL
        ret

; A button's pin has changed: note what all are now, and when. Without room the flag stays for the interrupt.
edge:
        lds ZL, buttonEdgeEnd
        lds ZH, buttonEdgeEnd + 1
        ldi t, hi8(buttonEdges + EDGE_BYTES * EDGE_ROOM)
        cpi ZL, lo8(buttonEdges + EDGE_BYTES * EDGE_ROOM)
        cpc ZH, t
        breq 1f
        sbi PCIFR, PCIF2             ; cleared by writing 1, and before the pins are read: a change behind that sets it
        in t, PIND
        st Z+, t
        lds t, TCNT1L                ; the low byte first: it latches the high one (section 16.3)
        st Z+, t
        lds t, TCNT1H
        st Z+, t
        sts buttonEdgeEnd, ZL
        sts buttonEdgeEnd + 1, ZH
1:      ret
#endif

.size showSend, . - showSend

;; The inner loops of the power series (series.ts): they take most of the time of a gated lattice, and here two sites go
;; at once. Everything is in one memory: the rows of the series, and arrays per site, `[1 + site]`, as series.ts has them.
;;
;; A series is known by the address of its block:
;;   0 i32  address of row 0; row k holds the k-th derivatives over k!
;;   4 i32  bytes from row to row
;;   8 i32  address of the first site of each row, i32 each
;;  12 i32  address of the site behind the last one of each row, i32 each
;;  16 i32  address of the powers of the length of the stretch, f64 each
;;  20 i32  address of the decays [1/ms]
;;  24 i32  sites of the axon
;;  28 i32  the highest order that may be
;;  32 i32  out: the first site that moves
;;  36 i32  out: the site behind the last one that moves
;;  40 f64  coupling [1/ms]
;;  48 f64  length of the stretch [ms]
;;  56 f64  instant to be evaluated, after the beginning of the stretch [ms]
;;  64 f64  what may be left out [mV/ms]
;;  72 i32  address of 1/k, f64 each
(module
  (memory (import "axon" "memory") 1)

  (func $row (param $block i32) (param $k i32) (result i32)
    (i32.add
      (i32.load (local.get $block))
      (i32.mul (local.get $k) (i32.load offset=4 (local.get $block)))))

  ;; Order k of sites `from` up to, but not including, `to`: (coupling (left + right) − decay here) / k, of the order
  ;; before.
  (func $order (export "order") (param $block i32) (param $k i32) (param $from i32) (param $to i32)
    (local $lower i32) (local $upper i32) (local $decay i32) (local $first i32) (local $sites i32) (local $end i32)
    (local $part f64) (local $parts v128) (local $couplings v128) (local $left v128) (local $right v128)
    (local.set $first (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3)))
    (local.set $sites (i32.sub (local.get $to) (local.get $from)))
    (local.set $upper (i32.add (call $row (local.get $block) (local.get $k)) (local.get $first)))
    (local.set $lower (i32.sub (local.get $upper) (i32.load offset=4 (local.get $block))))
    (local.set $decay (i32.add (i32.load offset=20 (local.get $block)) (local.get $first)))
    (local.set $part
      (f64.load
        (i32.add (i32.load offset=72 (local.get $block)) (i32.shl (local.get $k) (i32.const 3)))))
    (local.set $parts (f64x2.splat (local.get $part)))
    (local.set $couplings (f64x2.splat (f64.mul (local.get $part) (f64.load offset=40 (local.get $block)))))
    (local.set $left (v128.load (i32.sub (local.get $lower) (i32.const 8))))
    ;; Two pairs at once, then one pair, then one site, as far as there are any. What is on the right of a pair is on the
    ;; left of the next one.
    (local.set $end
      (i32.add (local.get $upper) (i32.shl (i32.and (local.get $sites) (i32.const -4)) (i32.const 3))))
    (if (i32.lt_u (local.get $upper) (local.get $end))
      (then
        (loop $fours
          (local.set $right (v128.load offset=8 (local.get $lower)))
          (v128.store (local.get $upper)
            (f64x2.sub
              (f64x2.mul (f64x2.add (local.get $left) (local.get $right)) (local.get $couplings))
              (f64x2.mul
                (f64x2.mul (v128.load (local.get $decay)) (v128.load (local.get $lower)))
                (local.get $parts))))
          (local.set $left (v128.load offset=24 (local.get $lower)))
          (v128.store offset=16 (local.get $upper)
            (f64x2.sub
              (f64x2.mul (f64x2.add (local.get $left) (local.get $right)) (local.get $couplings))
              (f64x2.mul
                (f64x2.mul (v128.load offset=16 (local.get $decay)) (v128.load offset=16 (local.get $lower)))
                (local.get $parts))))
          (local.set $lower (i32.add (local.get $lower) (i32.const 32)))
          (local.set $upper (i32.add (local.get $upper) (i32.const 32)))
          (local.set $decay (i32.add (local.get $decay) (i32.const 32)))
          (br_if $fours (i32.lt_u (local.get $upper) (local.get $end))))))
    (if (i32.and (local.get $sites) (i32.const 2))
      (then
        (local.set $right (v128.load offset=8 (local.get $lower)))
        (v128.store (local.get $upper)
          (f64x2.sub
            (f64x2.mul (f64x2.add (local.get $left) (local.get $right)) (local.get $couplings))
            (f64x2.mul
              (f64x2.mul (v128.load (local.get $decay)) (v128.load (local.get $lower)))
              (local.get $parts))))
        (local.set $lower (i32.add (local.get $lower) (i32.const 16)))
        (local.set $upper (i32.add (local.get $upper) (i32.const 16)))
        (local.set $decay (i32.add (local.get $decay) (i32.const 16)))))
    (if (i32.and (local.get $sites) (i32.const 1))
      (then
        (f64.store (local.get $upper)
          (f64.sub
            (f64.mul
              (f64.add
                (f64.load (i32.sub (local.get $lower) (i32.const 8)))
                (f64.load offset=8 (local.get $lower)))
              (f64x2.extract_lane 0 (local.get $couplings)))
            (f64.mul
              (f64.mul (f64.load (local.get $decay)) (f64.load (local.get $lower)))
              (local.get $part)))))))

  ;; Adds what is at `added`, per site, over k to order k of sites `from` up to, but not including, `to`.
  (func (export "add") (param $block i32) (param $k i32) (param $from i32) (param $to i32) (param $added i32)
    (local $at i32) (local $end i32) (local $part f64)
    (local.set $part
      (f64.load
        (i32.add (i32.load offset=72 (local.get $block)) (i32.shl (local.get $k) (i32.const 3)))))
    (local.set $at
      (i32.add
        (call $row (local.get $block) (local.get $k))
        (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3))))
    (local.set $added (i32.add (local.get $added) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3))))
    (local.set $end
      (i32.add (local.get $at) (i32.shl (i32.sub (local.get $to) (local.get $from)) (i32.const 3))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (f64.store (local.get $at)
          (f64.add
            (f64.load (local.get $at))
            (f64.mul (f64.load (local.get $added)) (local.get $part))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (local.set $added (i32.add (local.get $added) (i32.const 8)))
        (br $each))))

  ;; A sealed end: no current to or from a neighbour that is the mirror image.
  (func $mirror (param $block i32) (param $row i32) (param $from i32) (param $to i32)
    (local $last i32)
    (if (i32.eqz (local.get $from))
      (then (f64.store (local.get $row) (f64.load offset=8 (local.get $row)))))
    (if (i32.eq (local.get $to) (i32.load offset=24 (local.get $block)))
      (then
        (local.set $last (i32.add (local.get $row) (i32.shl (local.get $to) (i32.const 3))))
        (f64.store offset=8 (local.get $last) (f64.load (local.get $last))))))

  ;; Zeroes into sites `from` up to, but not including, `to`; nowhere if there are none.
  (func $clear (param $row i32) (param $from i32) (param $to i32)
    (local $at i32) (local $end i32)
    (local.set $at (i32.add (local.get $row) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3))))
    (local.set $end (i32.add (local.get $row) (i32.shl (i32.add (local.get $to) (i32.const 1)) (i32.const 3))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (f64.store (local.get $at) (f64.const 0))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $each))))

  (func $greater (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.gt_s (local.get $a) (local.get $b))))

  (func $smaller (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_s (local.get $a) (local.get $b))))

  ;; The orders after order `k`, which is there, of the sites of row 0: each only where the one before still counts,
  ;; that is where |term| lengthᵏ is not less than what may be left out in the stretch. Gives the highest one.
  (func (export "expand") (param $block i32) (param $k i32) (result i32)
    (local $from i32) (local $to i32) (local $low i32) (local $high i32) (local $row i32) (local $stride i32)
    (local $place i32) (local $most i32) (local $powers i32) (local $firsts i32) (local $behinds i32)
    (local $started i32) (local $sealed i32)
    (local $length f64) (local $power f64) (local $least f64) (local $lessByPair f64)
    (local.set $firsts (i32.load offset=8 (local.get $block)))
    (local.set $behinds (i32.load offset=12 (local.get $block)))
    (local.set $from (i32.load (local.get $firsts)))
    (local.set $to (i32.load (local.get $behinds)))
    (local.set $most (i32.load offset=28 (local.get $block)))
    (local.set $powers (i32.load offset=16 (local.get $block)))
    (local.set $stride (i32.load offset=4 (local.get $block)))
    (local.set $row (call $row (local.get $block) (local.get $k)))
    (local.set $sealed
      (i32.or
        (i32.eqz (local.get $from))
        (i32.eq (local.get $to) (i32.load offset=24 (local.get $block)))))
    (local.set $length (f64.load offset=48 (local.get $block)))
    (local.set $power (local.get $length))
    (local.set $least (f64.load offset=64 (local.get $block)))
    (local.set $lessByPair (f64.div (f64.const 1) (f64.mul (local.get $length) (local.get $length))))
    (f64.store offset=8 (local.get $powers) (local.get $power))
    (if (i32.eq (local.get $k) (i32.const 2))
      (then
        (local.set $least (f64.div (local.get $least) (local.get $length)))
        (local.set $power (f64.mul (local.get $power) (local.get $length)))
        (f64.store offset=16 (local.get $powers) (local.get $power))))
    (local.set $powers (i32.add (local.get $powers) (i32.shl (local.get $k) (i32.const 3))))
    (local.set $firsts (i32.add (local.get $firsts) (i32.shl (local.get $k) (i32.const 2))))
    (local.set $behinds (i32.add (local.get $behinds) (i32.shl (local.get $k) (i32.const 2))))
    (local.set $low (local.get $from))
    (local.set $high (local.get $to))
    (block $done
      (loop $orders
        (local.set $place (i32.add (local.get $row) (i32.shl (local.get $low) (i32.const 3))))
        (block $lowFound
          (loop $lower
            (br_if $lowFound (i32.eq (local.get $low) (local.get $high)))
            (br_if $lowFound (i32.eqz (f64.lt (f64.abs (f64.load offset=8 (local.get $place))) (local.get $least))))
            (local.set $low (i32.add (local.get $low) (i32.const 1)))
            (local.set $place (i32.add (local.get $place) (i32.const 8)))
            (br $lower)))
        (local.set $place (i32.add (local.get $row) (i32.shl (local.get $high) (i32.const 3))))
        (block $highFound
          (loop $higher
            (br_if $highFound (i32.eq (local.get $low) (local.get $high)))
            (br_if $highFound (i32.eqz (f64.lt (f64.abs (f64.load (local.get $place))) (local.get $least))))
            (local.set $high (i32.sub (local.get $high) (i32.const 1)))
            (local.set $place (i32.sub (local.get $place) (i32.const 8)))
            (br $higher)))
        (if (i32.eqz (local.get $started))
          (then
            (local.set $started (i32.const 1))
            (i32.store offset=32 (local.get $block) (local.get $low))
            (i32.store offset=36 (local.get $block) (local.get $high))))
        (br_if $done (i32.eq (local.get $low) (local.get $high)))
        (br_if $done (i32.ge_s (local.get $k) (local.get $most)))
        ;; The next two orders spread by two places and read three beyond: those are zero, as far as they are inside.
        (if (i32.ge_s (i32.sub (local.get $low) (local.get $from)) (i32.const 3))
          (then
            (local.set $place (i32.add (local.get $row) (i32.shl (local.get $low) (i32.const 3))))
            (v128.store (i32.sub (local.get $place) (i32.const 8)) (v128.const i64x2 0 0))
            (f64.store (i32.sub (local.get $place) (i32.const 16)) (f64.const 0)))
          (else (call $clear (local.get $row) (local.get $from) (local.get $low))))
        (if (i32.ge_s (i32.sub (local.get $to) (local.get $high)) (i32.const 3))
          (then
            (local.set $place (i32.add (local.get $row) (i32.shl (local.get $high) (i32.const 3))))
            (v128.store offset=8 (local.get $place) (v128.const i64x2 0 0))
            (f64.store offset=24 (local.get $place) (f64.const 0)))
          (else (call $clear (local.get $row) (local.get $high) (local.get $to))))
        (if (local.get $sealed)
          (then (call $mirror (local.get $block) (local.get $row) (local.get $from) (local.get $to))))
        (local.set $low (i32.sub (local.get $low) (i32.const 2)))
        (local.set $low
          (select (local.get $low) (local.get $from) (i32.gt_s (local.get $low) (local.get $from))))
        (local.set $high (i32.add (local.get $high) (i32.const 2)))
        (local.set $high
          (select (local.get $high) (local.get $to) (i32.lt_s (local.get $high) (local.get $to))))
        (call $order (local.get $block) (i32.add (local.get $k) (i32.const 1)) (local.get $low) (local.get $high))
        (local.set $row (i32.add (local.get $row) (local.get $stride)))
        (if (i32.gt_s (local.get $low) (local.get $from))
          (then (f64.store
            (i32.add (local.get $row) (i32.shl (local.get $low) (i32.const 3))) (f64.const 0))))
        (if (i32.lt_s (local.get $high) (local.get $to))
          (then (f64.store offset=8
            (i32.add (local.get $row) (i32.shl (local.get $high) (i32.const 3))) (f64.const 0))))
        (if (local.get $sealed)
          (then (call $mirror (local.get $block) (local.get $row) (local.get $low) (local.get $high))))
        (local.set $k (i32.add (local.get $k) (i32.const 2)))
        (call $order (local.get $block) (local.get $k) (local.get $low) (local.get $high))
        (local.set $row (i32.add (local.get $row) (local.get $stride)))
        (local.set $firsts (i32.add (local.get $firsts) (i32.const 8)))
        (local.set $behinds (i32.add (local.get $behinds) (i32.const 8)))
        (i32.store (i32.sub (local.get $firsts) (i32.const 4)) (local.get $low))
        (i32.store (local.get $firsts) (local.get $low))
        (i32.store (i32.sub (local.get $behinds) (i32.const 4)) (local.get $high))
        (i32.store (local.get $behinds) (local.get $high))
        (local.set $powers (i32.add (local.get $powers) (i32.const 16)))
        (local.set $power (f64.mul (local.get $power) (local.get $length)))
        (f64.store (i32.sub (local.get $powers) (i32.const 8)) (local.get $power))
        (local.set $power (f64.mul (local.get $power) (local.get $length)))
        (f64.store (local.get $powers) (local.get $power))
        (local.set $least (f64.mul (local.get $least) (local.get $lessByPair)))
        (br $orders)))
    (local.get $k))

  (func $firstOf (param $block i32) (param $k i32) (result i32)
    (i32.load (i32.add (i32.load offset=8 (local.get $block)) (i32.shl (local.get $k) (i32.const 2)))))

  (func $behindOf (param $block i32) (param $k i32) (result i32)
    (i32.load (i32.add (i32.load offset=12 (local.get $block)) (i32.shl (local.get $k) (i32.const 2)))))

  ;; Where sites `from` up to, but not including, `to` are at the instant of the block, by orders up to `highest`, into
  ;; the array at `into`.
  (func (export "evaluate")
    (param $block i32) (param $highest i32) (param $from i32) (param $to i32) (param $into i32)
    (local $k i32) (local $at f64) (local $power f64) (local $nextPower f64) (local $powers v128) (local $nextPowers v128)
    (local $first i32) (local $behind i32) (local $stride i32) (local $row i32) (local $sum i32) (local $end i32)
    (local $pairsEnd i32) (local $both i32)
    (if (i32.ge_s (local.get $from) (local.get $to)) (then (return)))
    (local.set $stride (i32.load offset=4 (local.get $block)))
    (local.set $at (f64.load offset=56 (local.get $block)))
    (memory.copy
      (i32.add (local.get $into) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3)))
      (i32.add (i32.load (local.get $block)) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3)))
      (i32.shl (i32.sub (local.get $to) (local.get $from)) (i32.const 3)))
    (local.set $k (i32.const 1))
    (local.set $power (local.get $at))
    (block $done
      (loop $orders
        (br_if $done (i32.gt_s (local.get $k) (local.get $highest)))
        (local.set $first (call $firstOf (local.get $block) (local.get $k)))
        (local.set $behind (call $behindOf (local.get $block) (local.get $k)))
        (local.set $nextPower (f64.mul (local.get $power) (local.get $at)))
        ;; Two orders at once where both hold for the same sites; else this one and nothing of the next.
        (local.set $both
          (i32.and
            (i32.lt_s (local.get $k) (local.get $highest))
            (i32.and
              (i32.eq (local.get $first) (call $firstOf (local.get $block) (i32.add (local.get $k) (i32.const 1))))
              (i32.eq (local.get $behind) (call $behindOf (local.get $block) (i32.add (local.get $k) (i32.const 1)))))))
        (local.set $first (call $greater (local.get $from) (local.get $first)))
        (local.set $behind (call $smaller (local.get $to) (local.get $behind)))
        (if (i32.lt_s (local.get $first) (local.get $behind))
          (then
            (local.set $row
              (i32.add
                (call $row (local.get $block) (local.get $k))
                (i32.shl (i32.add (local.get $first) (i32.const 1)) (i32.const 3))))
            (local.set $sum
              (i32.add (local.get $into) (i32.shl (i32.add (local.get $first) (i32.const 1)) (i32.const 3))))
            (local.set $end
              (i32.add (local.get $sum) (i32.shl (i32.sub (local.get $behind) (local.get $first)) (i32.const 3))))
            (local.set $pairsEnd
              (i32.add (local.get $sum)
                (i32.shl
                  (i32.and (i32.sub (local.get $behind) (local.get $first)) (i32.const -2))
                  (i32.const 3))))
            (local.set $powers (f64x2.splat (local.get $power)))
            (if (local.get $both)
              (then
                (local.set $nextPowers (f64x2.splat (local.get $nextPower)))
                (block $pairsDone
                  (loop $pairs
                    (br_if $pairsDone (i32.ge_u (local.get $sum) (local.get $pairsEnd)))
                    (v128.store (local.get $sum)
                      (f64x2.add
                        (v128.load (local.get $sum))
                        (f64x2.add
                          (f64x2.mul (v128.load (local.get $row)) (local.get $powers))
                          (f64x2.mul
                            (v128.load (i32.add (local.get $row) (local.get $stride)))
                            (local.get $nextPowers)))))
                    (local.set $row (i32.add (local.get $row) (i32.const 16)))
                    (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
                    (br $pairs)))
                (if (i32.lt_u (local.get $sum) (local.get $end))
                  (then
                    (f64.store (local.get $sum)
                      (f64.add
                        (f64.load (local.get $sum))
                        (f64.add
                          (f64.mul (f64.load (local.get $row)) (local.get $power))
                          (f64.mul
                            (f64.load (i32.add (local.get $row) (local.get $stride)))
                            (local.get $nextPower))))))))
              (else
                (block $singleDone
                  (loop $single
                    (br_if $singleDone (i32.ge_u (local.get $sum) (local.get $end)))
                    (f64.store (local.get $sum)
                      (f64.add
                        (f64.load (local.get $sum))
                        (f64.mul (f64.load (local.get $row)) (local.get $power))))
                    (local.set $row (i32.add (local.get $row) (i32.const 8)))
                    (local.set $sum (i32.add (local.get $sum) (i32.const 8)))
                    (br $single)))))))
        (if (local.get $both)
          (then
            (local.set $k (i32.add (local.get $k) (i32.const 1)))
            (local.set $nextPower (f64.mul (local.get $nextPower) (local.get $at)))))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (local.set $power (local.get $nextPower))
        (br $orders))))

  ;; How far sites `from` up to, but not including, `to` may come from their beginning at most within the stretch, by
  ;; orders up to `highest`: the sum of |term| lengthᵏ. Into the array at `into`.
  (func (export "swing")
    (param $block i32) (param $highest i32) (param $from i32) (param $to i32) (param $into i32)
    (local $k i32) (local $first i32) (local $behind i32) (local $row i32) (local $sum i32) (local $end i32)
    (local $pairsEnd i32) (local $power f64) (local $powers v128)
    (call $clear (local.get $into) (local.get $from) (local.get $to))
    (local.set $k (i32.const 1))
    (block $done
      (loop $orders
        (br_if $done (i32.gt_s (local.get $k) (local.get $highest)))
        (local.set $first (call $greater (local.get $from) (call $firstOf (local.get $block) (local.get $k))))
        (local.set $behind (call $smaller (local.get $to) (call $behindOf (local.get $block) (local.get $k))))
        (if (i32.lt_s (local.get $first) (local.get $behind))
          (then
            (local.set $row
              (i32.add
                (call $row (local.get $block) (local.get $k))
                (i32.shl (i32.add (local.get $first) (i32.const 1)) (i32.const 3))))
            (local.set $sum
              (i32.add (local.get $into) (i32.shl (i32.add (local.get $first) (i32.const 1)) (i32.const 3))))
            (local.set $end
              (i32.add (local.get $sum) (i32.shl (i32.sub (local.get $behind) (local.get $first)) (i32.const 3))))
            (local.set $pairsEnd
              (i32.add (local.get $sum)
                (i32.shl
                  (i32.and (i32.sub (local.get $behind) (local.get $first)) (i32.const -2))
                  (i32.const 3))))
            (local.set $power
              (f64.load
                (i32.add
                  (i32.load offset=16 (local.get $block))
                  (i32.shl (local.get $k) (i32.const 3)))))
            (local.set $powers (f64x2.splat (local.get $power)))
            (block $pairsDone
              (loop $pairs
                (br_if $pairsDone (i32.ge_u (local.get $sum) (local.get $pairsEnd)))
                (v128.store (local.get $sum)
                  (f64x2.add
                    (v128.load (local.get $sum))
                    (f64x2.mul (f64x2.abs (v128.load (local.get $row))) (local.get $powers))))
                (local.set $row (i32.add (local.get $row) (i32.const 16)))
                (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
                (br $pairs)))
            (if (i32.lt_u (local.get $sum) (local.get $end))
              (then
                (f64.store (local.get $sum)
                  (f64.add
                    (f64.load (local.get $sum))
                    (f64.mul (f64.abs (f64.load (local.get $row))) (local.get $power))))))))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br $orders))))

  ;; The first site from `from` up to, but not including, `to` that may reach a limit before the instant of the block:
  ;; it is not between its limits then, in the array at `then`, or its tangent at the beginning leads beyond one of them.
  ;; `to` if there is none. Limits are per site, `[site]`; the first order is there.
  (func (export "due")
    (param $block i32) (param $from i32) (param $to i32) (param $then i32) (param $lower i32) (param $upper i32)
    (result i32)
    (local $begin i32) (local $slope i32) (local $at v128) (local $there v128) (local $tangent v128) (local $within i32)
    (local.set $at (f64x2.splat (f64.load offset=56 (local.get $block))))
    (local.set $begin
      (i32.add (i32.load (local.get $block)) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3))))
    (local.set $slope (i32.add (local.get $begin) (i32.load offset=4 (local.get $block))))
    (local.set $then (i32.add (local.get $then) (i32.shl (i32.add (local.get $from) (i32.const 1)) (i32.const 3))))
    (local.set $lower (i32.add (local.get $lower) (i32.shl (local.get $from) (i32.const 3))))
    (local.set $upper (i32.add (local.get $upper) (i32.shl (local.get $from) (i32.const 3))))
    (block $done
      (loop $pairs
        (br_if $done (i32.ge_s (local.get $from) (local.get $to)))
        (local.set $there (v128.load (local.get $then)))
        (local.set $tangent
          (f64x2.add
            (v128.load (local.get $begin))
            (f64x2.mul (v128.load (local.get $slope)) (local.get $at))))
        (local.set $within
          (i64x2.bitmask
            (v128.and
              (f64x2.lt
                (f64x2.max (local.get $there) (local.get $tangent))
                (v128.load (local.get $upper)))
              (f64x2.gt
                (f64x2.min (local.get $there) (local.get $tangent))
                (v128.load (local.get $lower))))))
        (if (i32.ne (local.get $within) (i32.const 3))
          (then
            ;; Bit 0 is the first of the two; where it is set, the second one is due, if it is asked at all.
            (return
              (call $smaller
                (i32.add (local.get $from) (i32.and (local.get $within) (i32.const 1)))
                (local.get $to)))))
        (local.set $from (i32.add (local.get $from) (i32.const 2)))
        (local.set $begin (i32.add (local.get $begin) (i32.const 16)))
        (local.set $slope (i32.add (local.get $slope) (i32.const 16)))
        (local.set $then (i32.add (local.get $then) (i32.const 16)))
        (local.set $lower (i32.add (local.get $lower) (i32.const 16)))
        (local.set $upper (i32.add (local.get $upper) (i32.const 16)))
        (br $pairs)))
    (local.get $to))
)

/// # The lint: is this a node?
///
/// A node must be a deterministic function of its events (contract C1), or a failing run cannot be
/// run again: the seed is the same, the story another. Nothing in Java stops a class from asking
/// the clock, or from walking through a `HashSet`, and the damage shows up weeks later in a test
/// that fails one time in a thousand.
///
/// So every node is read before it runs. The lint works on compiled classes: it sees what the
/// compiler made of lambdas, records and loops, needs no source, and executes nothing. It names
/// file and line, and what to use instead.
///
/// **Read** [Lint], then [Rules], which is a table; [Finding.Kind] says what is wrong with each,
/// and [`order`][ds.lab.lint.order.HashOrder] how the order of a hash is followed through a
/// program.
///
/// | kind           | what is refused                                          | found by       |
/// |----------------|----------------------------------------------------------|----------------|
/// | `CLOCK`        | wall clocks, dates, `java.time`                          | [MemberUses]   |
/// | `RANDOMNESS`   | `Random` and its kin, `shuffle`, random UUIDs            | [MemberUses]   |
/// | `THREADS`      | threads, locks, atomics, parallel streams                | [MemberUses]   |
/// |                | `synchronized`, `volatile`, finalizers                   | [Declarations] |
/// | `OUTSIDE`      | files, sockets, printing, properties, `assert`           | [MemberUses]   |
/// |                | native methods                                           | [Declarations] |
/// | `HASH_ORDER`   | `Set.of`, `Map.of`, `toSet` and others                   | [MemberUses]   |
/// |                | showing the order of a HashMap or a HashSet              | `order`        |
/// | `IDENTITY`     | identity hashes, hash codes of enums and records         | [MemberUses]   |
/// | `STATIC_STATE` | static fields that change, or whose value can            | [Declarations] |
/// | `REFLECTION`   | reflection, method handles, class loaders, stack traces  | [MemberUses]   |
/// | `ARITHMETIC`   | `Math.sin` and others that may differ in the last digit  | [MemberUses]   |
/// | `LOCALE`       | default locales and character sets, `String.format`      | [MemberUses]   |
/// | `TEXT`         | arrays, fractions, default `toString` in what steps hold | [StepText]     |
/// | `EXHAUSTION`   | catching `Throwable` or an `Error`                       | [MemberUses]   |
/// | `UNKNOWN`      | any other library                                        | [MemberUses]   |
///
/// **Kept**, and checked by `MachineLintTest`, `MeaningLintTest` and `HashOrderTest`, which plant
/// offenders of each kind: no way from `new HashMap` to its iterator is missed, through whatever
/// fields, parameters, results and lambdas of the program it leads.
///
/// **Not kept:** that a node without findings is a good citizen. It can still loop for ever, run
/// out of memory, or compare objects with `==`.
///
/// **Left out:** suppression. A node that needs an exception needs another design.
package ds.lab.lint;

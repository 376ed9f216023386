package dev.steward.systemtests.house.wrong.server.nine;

import java.util.List;

/** Wrong on purpose: what needs it needs a constant of it only, of which the compiler leaves no trace. */
final class RingOfNine2 {
    static final int LIMIT = 9;

    List<RingOfNine3> next = List.of();
}

final class RingOfNine3 {
    List<RingOfNine4> next = List.of();
}

final class RingOfNine4 {
    List<RingOfNine5> next = List.of();
}

final class RingOfNine5 {
    List<RingOfNine6> next = List.of();
}

final class RingOfNine6 {
    List<RingOfNine7> next = List.of();
}

final class RingOfNine7 {
    List<RingOfNine8> next = List.of();
}

final class RingOfNine8 {
    List<RingOfNine9> next = List.of();
}

final class RingOfNine9 {
    List<RingOfNine> next = List.of();
}

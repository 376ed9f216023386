package dev.steward.systemtests.house.wrong.server.eight;

import java.util.List;

/** As many classes of one package need each other as may: not wrong. */
final class RingOfEight {
    RingOfEight2 next = new RingOfEight2();
}

final class RingOfEight2 {
    List<RingOfEight3> next = List.of();
}

final class RingOfEight3 {
    List<RingOfEight4> next = List.of();
}

final class RingOfEight4 {
    List<RingOfEight5> next = List.of();
}

final class RingOfEight5 {
    List<RingOfEight6> next = List.of();
}

final class RingOfEight6 {
    List<RingOfEight7> next = List.of();
}

final class RingOfEight7 {
    List<RingOfEight8> next = List.of();
}

final class RingOfEight8 {
    List<RingOfEight> next = List.of();
}

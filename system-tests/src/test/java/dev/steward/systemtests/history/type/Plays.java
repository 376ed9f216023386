package dev.steward.systemtests.history.type;

import java.util.List;

/** The plays of all types. Stateless. */
final class Plays {

    /** One for each type of the catalogue. */
    static final List<Play<?, ?>> ALL = List.of(
            new ListPlay(),
            new DictPlay(),
            new SetPlay(),
            new NamespacePlay(),
            new ValuePlay(),
            new ArrayPlay(),
            new IteratorPlay(),
            new QueuePlay.Plain(),
            new QueuePlay.Joinable(),
            new LockPlay(),
            new MonitorPlay.OfLock(),
            new MonitorPlay.OfCondition(),
            new SemaphorePlay(false),
            new SemaphorePlay(true),
            new EventPlay(),
            new BarrierPlay(),
            new PoolPlay(),
            new ResultPlay(),
            new PoolIteratorPlay());

    private Plays() {}

    /** Returns the play of a type. */
    static Play<?, ?> of(String typeId) {
        return ALL.stream()
                .filter(play -> play.typeId().equals(typeId))
                .findFirst()
                .orElseThrow();
    }
}

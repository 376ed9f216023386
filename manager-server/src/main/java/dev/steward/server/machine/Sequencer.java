package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way into the machine of one server, and the only one: an input goes in, is applied in an order, and what comes of it
 * is done by the {@link EffectHandler}. {@link Driver} applies it in memory, at once and beside others; a sequencer over a
 * log first has the log keep it, and applies one after the other. What is put out is the same in both.
 *
 * <p>Inputs that one thread gives to one group are applied in the order in which they were given. Any thread may call
 * anything here, from inside a group too; nothing blocks.
 */
public interface Sequencer {

    /** Sets what the machine's outputs do outside. Once, before the first input. */
    void connect(EffectHandler outside);

    /** Returns the machine's time, in nanoseconds, with which an input is stamped. */
    long now();

    /** Returns how values of the machine are made. */
    MachineValues values();

    /** Returns who takes over from a thread that may not linger. */
    Relief relief();

    /** Returns what counts the memory that the machine holds, and what is on its way into it. */
    MemoryAccount account();

    /** Gives an input to a group. What comes of it comes soon: before this returns, or later by another thread. */
    void submit(GroupId to, Input input);

    /**
     * Gives an input, and runs something when it is certain that this server said what happens when it came: at once, or, of
     * several servers, when they have kept it; never if another one leads before that. For what a client counts on, such as
     * the answer to a heartbeat.
     */
    default void submit(GroupId to, Input input, Runnable certain) {
        submit(to, input);
        certain.run();
    }

    /**
     * Runs something when it is certain that this server says what happens now: at once, or, of several servers, when they have
     * kept something that this one has just said.
     *
     * @param otherwise runs instead if another one leads before that
     */
    default void confirm(Runnable certain, Runnable otherwise) {
        certain.run();
    }

    /** Runs something when what the calling thread gave before was applied, and its answers were sent. Soon. */
    default void afterwards(Runnable task) {
        task.run();
    }

    /**
     * Makes a session and gives it its first input. The caller has seen to it that nobody else takes the id.
     *
     * @param opened runs when it is there for good
     */
    void open(SessionId id, SessionInput.OpenSession opening, Runnable opened);

    /** Returns whether there is a group of that id; one that has been asked for may not be there yet. */
    boolean has(GroupId id);

    /** Returns about how many bytes a group held for others after its last input; 0 if there is none. */
    long heldBytes(GroupId id);

    /** Returns whether what is here outlives this process, so that it has to find again what it has registered. */
    boolean outlivesProcess();

    /**
     * Returns why calls that need room where inputs are kept are refused, such as a full disk: a sentence that says the cure;
     * null while there is room, and where nothing is kept.
     */
    @Nullable
    String refusal();

    /** Takes in a user's object, which stays outside; its id comes soon, by whichever thread runs the directory. */
    CompletableFuture<ObjectId> adopt(String typeId);

    /**
     * Takes in a group that ran outside. Called by {@link DetachedGroup#moveTo} only, between two inputs of the group; the
     * id comes soon.
     *
     * @param key null, or what it may have been registered as in an earlier process
     */
    CompletableFuture<ObjectId> adopt(BuiltInType type, DetachedGroup group, @Nullable String key);

    /**
     * Takes in an object that shares the group of one that was taken in; its id comes soon.
     *
     * @param family an object of the group
     * @param before what the object was called until now
     * @param key as in {@link #adopt(BuiltInType, DetachedGroup, String)}
     */
    CompletableFuture<ObjectId> adoptMember(BuiltInType type, ObjectId family, ObjectId before, @Nullable String key);

    /**
     * Returns which time it is that this server says what happens, counted from 1; 0 while another one of several does, or none,
     * and whatever is submitted is dropped. Always 1 where there is one server.
     */
    default long reign() {
        return 1;
    }

    /** Returns where clients reach the one of several servers that says what happens; empty if that is not known. */
    default String leader() {
        return "";
    }

    /** Asks for a list of all objects; comes soon. */
    CompletableFuture<List<Listed>> list();
}

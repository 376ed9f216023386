package dev.steward.objects.waiting;

import dev.steward.api.ObjectId;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one session has in one group: calls that wait, what it holds, such as elements in delivery or a lock. Made when
 * the first comes, dropped with the last, so that the end of a session costs what it held and nothing else.
 */
public final class Presence {

    final SessionId session;
    /** All waiting calls, in the order in which they began their present wait. */
    final Chain<Waiter> waiters = new Chain<>();
    /** All that it has of what the group gives out, oldest first. */
    final Chain<Holding> holdings = new Chain<>();
    /** Whether it holds what one can have at a time: the lock, or the running of the action of a barrier. */
    private boolean holdsAlone;
    /** Whether it is remembered how far it has got, though it holds nothing and waits for nothing. */
    private boolean remembered;
    /** Its waiting calls are skipped while it is suspended. */
    boolean suspended;
    /** Objects of the group whose references it has dropped: it hears when nothing of it is left. */
    final List<ObjectId> letGo = new ArrayList<>(0);

    /** Freed objects of the group whose ids still lead here: the session may know of the group by them alone. */
    final Set<ObjectId> leadHere = new LinkedHashSet<>(0);

    /** Whether its session ends because nothing was heard of its client. Known while what it holds is taken back. */
    private boolean died;

    Presence(SessionId session) {
        this.session = session;
    }

    /** Returns the session. */
    public SessionId session() {
        return session;
    }

    /** Notes that its session ends, and how. */
    void end(boolean ofDeath) {
        died = ofDeath;
    }

    /** Returns whether its session ends, and not in order. */
    public boolean hasDied() {
        return died;
    }

    /** Returns a copy of all waiting calls, in the order in which they began their present wait. */
    public List<Waiter> waiters() {
        return waiters.toList();
    }

    /** Says whether it holds what one can have at a time: the lock, or the running of the action of a barrier. */
    public void setHoldsAlone(boolean alone) {
        holdsAlone = alone;
    }

    /** Says whether it is remembered how far it has got: it stays then, though it holds nothing and waits for nothing. */
    public void setRemembered(boolean remembered) {
        this.remembered = remembered;
    }

    /** Tells the session that nothing of it is left in the objects whose references it has dropped. */
    void tellUntouched(long now, Outputs out) {
        letGo.forEach(object -> out.forward(session, new SessionInput.Untouched(now, object)));
        letGo.clear();
    }

    boolean isEmpty() {
        return waiters.isEmpty() && holdings.isEmpty() && !holdsAlone && !remembered;
    }

    /** Writes what is not written with the calls, elements and locks themselves. */
    void save(StateWriter writer) {
        writer.writeBoolean(suspended);
        writer.writeInt(letGo.size());
        letGo.forEach(writer::writeObject);
        writer.writeInt(leadHere.size());
        leadHere.forEach(writer::writeObject);
    }

    void load(StateReader reader) {
        suspended = reader.readBoolean();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            letGo.add(reader.readObject());
        }
        int ids = reader.readCount();
        for (int i = 0; i < ids; i++) {
            leadHere.add(reader.readObject());
        }
    }
}

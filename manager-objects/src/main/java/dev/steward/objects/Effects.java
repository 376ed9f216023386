package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.List;

/**
 * All outputs that leave the machine: what is done outside, and the answers to what a driver itself has asked for. Whoever
 * carries outputs further implements all of them, so that one that is added is forgotten nowhere.
 */
public interface Effects extends EffectHandler {

    /** An object that was made outside has its id. */
    void adopted(long ticket, ObjectId object);

    /** All objects, in the order in which they were made. */
    void listed(long ticket, List<Listed> objects);
}

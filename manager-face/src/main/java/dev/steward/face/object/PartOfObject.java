package dev.steward.face.object;

/** A live view of a part of an object, such as the keys of a dict. */
public interface PartOfObject {

    /** Returns the object. Does not call the server. */
    Face object();
}

/**
 * What a user's code names of the client: how to connect, with which options, and who is told what happens.
 *
 * <p>May import: the api and the client's own packages below. Runs on the threads of whoever calls the manager.
 */
@NullMarked
package dev.steward.client;

import org.jspecify.annotations.NullMarked;

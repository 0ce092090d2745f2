package io.bellwether.cloud;

/**
 * A message that can never be handled, and why.
 *
 * @param body the message as it came
 * @param group its message group, which is the account
 * @param messageId its id in the queue it came from
 * @param errorCode a word to filter by, such as {@code MalformedMessage}
 * @param errorMessage what is wrong with it, for a person
 */
public record DeadLetter(
    String body, String group, String messageId, String errorCode, String errorMessage) {}

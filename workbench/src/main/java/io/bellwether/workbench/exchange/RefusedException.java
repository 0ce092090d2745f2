package io.bellwether.workbench.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The exchange refuses a request: what it answers, in Alpaca's words. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Alpaca's code for a request that cannot be understood. */
  static final int MALFORMED = 40010001;

  /** Alpaca's code for a request that breaks a rule. */
  static final int UNPROCESSABLE = 42210000;

  /** Alpaca's code for a request the account may not make. */
  static final int FORBIDDEN = 40310000;

  private static final int NOT_FOUND = 40410000;

  private final int status;
  private final int code;
  private final TreeMap<String, String> details;
  private final ArrayList<String> relatedOrders = new ArrayList<>();

  private RefusedException(int status, int code, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = new TreeMap<>(details);
  }

  /** 422: the request breaks a rule. */
  static RefusedException unprocessable(String message) {
    return new RefusedException(422, UNPROCESSABLE, message, Map.of());
  }

  /** 422 with the code for malformed requests. */
  static RefusedException malformed(String message) {
    return new RefusedException(422, MALFORMED, message, Map.of());
  }

  /** 400: the request contradicts itself. */
  static RefusedException badRequest(String message) {
    return new RefusedException(400, MALFORMED, message, Map.of());
  }

  /** 403: the account may not do this. */
  static RefusedException forbidden(String message, Map<String, String> details) {
    return new RefusedException(403, FORBIDDEN, message, details);
  }

  /** 404: there is no such thing. */
  static RefusedException notFound(String message) {
    return new RefusedException(404, NOT_FOUND, message, Map.of());
  }

  /** The same, naming the orders that are in the way. */
  RefusedException relatedTo(List<String> orderIds) {
    relatedOrders.addAll(orderIds);
    return this;
  }

  /** The ids of the orders that are in the way. */
  List<String> relatedOrders() {
    return relatedOrders;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** Fields of the body beside code and message. */
  Map<String, String> details() {
    return details;
  }

  /** {@link #getMessage()}, which is never missing here. */
  String message() {
    return String.valueOf(getMessage());
  }
}

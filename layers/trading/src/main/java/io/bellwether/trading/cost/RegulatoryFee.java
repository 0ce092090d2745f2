package io.bellwether.trading.cost;

/** A fee that a regulator or an industry body levies on trades in US shares. */
public enum RegulatoryFee {
  /** SEC Section 31: a fraction of the proceeds of sales. */
  SEC(Basis.VALUE, false),
  /** FINRA's Trading Activity Fee: per share sold, with a cap per trade. */
  TAF(Basis.SHARES, false),
  /** The Consolidated Audit Trail: per share, bought or sold. */
  CAT(Basis.SHARES, true);

  private final Basis basis;
  private final boolean onBuys;

  RegulatoryFee(Basis basis, boolean onBuys) {
    this.basis = basis;
    this.onBuys = onBuys;
  }

  /** What the rate is multiplied with. */
  public Basis basis() {
    return basis;
  }

  /** Whether purchases pay it too; sales pay every fee. */
  public boolean onBuys() {
    return onBuys;
  }

  /** What a rate is multiplied with. */
  public enum Basis {
    /** Quantity times price, in US dollars. */
    VALUE,
    /** The number of shares. */
    SHARES
  }
}

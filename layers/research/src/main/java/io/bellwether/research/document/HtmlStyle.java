package io.bellwether.research.document;

/** The page's style: light by default, dark where the reader's system is, light on paper. */
final class HtmlStyle {
  static final String CSS =
      """
      :root { --paper: #ffffff; --page: #f4f6f8; --ink: #1b2733; --soft: #5b6b7b;
        --rule: #dfe5eb; --gain: #00705a; --loss: #b34a00; --accent: #0072b2;
        --up1: #e3f4ee; --up2: #b9e4d5; --up3: #86d0b7;
        --down1: #fcebe0; --down2: #f7cfb3; --down3: #efab7d; }
      @media screen and (prefers-color-scheme: dark) {
        :root { --paper: #12181f; --page: #0b0f14; --ink: #e8edf2; --soft: #9aa8b6;
          --rule: #263240; --gain: #3fd0a6; --loss: #ff9a57; --accent: #56b4e9;
          --up1: #12302a; --up2: #16483c; --up3: #1b6350;
          --down1: #35220f; --down2: #532f10; --down3: #753f12; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--page); color: var(--ink);
        font: 15px/1.5 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
      main { max-width: 1040px; margin: 0 auto; padding: 40px 40px 24px;
        background: var(--paper); }
      header { border-bottom: 3px solid var(--accent); padding-bottom: 14px; }
      h1 { margin: 0; font-size: 30px; line-height: 1.2; font-weight: 600;
        overflow-wrap: anywhere; }
      h2 { margin: 40px 0 12px; font-size: 18px; font-weight: 600; }
      .kind { margin: 0 0 4px; color: var(--accent); font-size: 13px; font-weight: 600;
        letter-spacing: 0.08em; text-transform: uppercase; }
      .meta { margin: 6px 0 0; color: var(--soft); }
      .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 1px; margin: 24px 0; background: var(--rule); border: 1px solid var(--rule); }
      .card { background: var(--paper); padding: 12px 14px; }
      .card .label { display: block; color: var(--soft); font-size: 12px; line-height: 1.3;
        min-height: 2.6em; }
      .card .value { display: block; font-size: 20px; font-weight: 600;
        font-variant-numeric: tabular-nums; }
      figure { margin: 0 0 8px; }
      figure svg { display: block; width: 100%; height: auto; }
      .scroll { overflow-x: auto; margin-bottom: 16px; }
      table { border-collapse: collapse; width: 100%; font-size: 14px; }
      th, td { padding: 5px 9px; border-bottom: 1px solid var(--rule); text-align: left;
        font-weight: 400; white-space: nowrap; }
      thead th { color: var(--soft); font-size: 12px; border-bottom: 2px solid var(--rule);
        vertical-align: bottom; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      .prose { color: var(--soft); font-size: 13px; white-space: normal; padding-left: 28px; }
      .soft { color: var(--soft); }
      .strong { font-weight: 600; }
      .gain { color: var(--gain); }
      .loss { color: var(--loss); }
      .up1 { background: var(--up1); } .up2 { background: var(--up2); }
      .up3 { background: var(--up3); } .down1 { background: var(--down1); }
      .down2 { background: var(--down2); } .down3 { background: var(--down3); }
      dl { display: grid; grid-template-columns: minmax(140px, max-content) 1fr;
        gap: 6px 24px; margin: 0; }
      dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
      .note { color: var(--soft); font-size: 13px; margin: 10px 0; }
      footer { margin-top: 44px; border-top: 1px solid var(--rule); padding-top: 12px; }
      @media (max-width: 700px) { main { padding: 20px 16px; } h1 { font-size: 24px; } }
      @page { margin: 14mm 12mm; }
      @media print { body { background: none; font-size: 12px; }
        * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        main { max-width: none; padding: 0; }
        h1 { font-size: 24px; } h2 { margin: 22px 0 8px; font-size: 15px; break-after: avoid; }
        .cards { grid-template-columns: repeat(4, 1fr); margin: 14px 0; }
        .card { padding: 6px 10px; } .card .value { font-size: 16px; }
        .scroll { overflow: visible; } table { font-size: 10px; } th, td { padding: 2px 5px; }
        thead th { font-size: 9px; } .prose { font-size: 9px; padding-left: 12px; }
        .note { font-size: 10px; } tr, figure, .card { break-inside: avoid; }
        thead { display: table-header-group; } }
      """;

  private HtmlStyle() {}
}

import { classNames } from "@/components/ui/class-names";
import type { Align, MeterLaneText, MeterSpanText, MeterTickText, TokenMeterText } from "@/lib/grants/meter-text";
import { LIT_SEGMENT, TONE_DISC, TONE_FILL, TONE_TEXT } from "./token-meter-style";

const SHIFT: Readonly<Record<Align, string>> = { start: "", middle: "-translate-x-1/2", end: "-translate-x-full" };

/** The strip: a labelled figure. Screen readers get its sentence here and every bucket from the rows below. */
export function TokenMeterStrip({ meter }: { meter: TokenMeterText }) {
  const captions = meter.lanes.flatMap((lane) => lane.caption?.wide.text ?? []);
  const label = [
    meter.stripLabel,
    meter.sentence.plain + meter.sentence.strong,
    ...captions,
    meter.ghost?.text ?? [],
  ].flat();
  return (
    <figure role="img" aria-label={label.join(" · ")} className="m-0">
      <div
        aria-hidden="true"
        className={classNames("relative", meter.flag ? "pt-15" : "pt-5", meter.ticks.length > 0 ? "pb-14" : "pb-5")}
      >
        {meter.lanes.map((lane) => (
          <Lane key={lane.key} lane={lane} />
        ))}
        {meter.state === "zero" ? (
          <div className="h-12 rounded-sm border-[1.5px] border-dashed border-meter-edge bg-sunken" />
        ) : (
          meter.segments.length > 0 && <MainLane meter={meter} />
        )}
        {meter.flag && <Flag flag={meter.flag} overAxis={meter.ticks.length > 0} />}
        {meter.ticks.length > 0 && <Axis ticks={meter.ticks} />}
      </div>
    </figure>
  );
}

function MainLane({ meter }: { meter: TokenMeterText }) {
  const { segments, ghost } = meter;
  return (
    <div className="relative h-12 rounded-sm bg-sunken">
      {ghost && (
        <div
          className="@container absolute inset-y-0 right-0 flex items-center border-y-[1.5px] border-dashed border-meter-edge pl-4 text-sm whitespace-nowrap text-ink-2 [mask-image:linear-gradient(90deg,black_70%,transparent)]"
          style={{ left: `${ghost.percent}%` }}
        >
          <span className="@max-[150px]:hidden">{ghost.text}</span>
        </div>
      )}
      {segments.map((span, index) => (
        <Segment key={span.key} span={span} first={index === 0} />
      ))}
    </div>
  );
}

/** Solid is what will be used, hatched what will expire; words only where there is room, a number unless a sliver. */
function Segment({ span, first }: { span: MeterSpanText; first: boolean }) {
  const unusedShare = span.widthPercent > 0 ? (span.unusedPercent / span.widthPercent) * 100 : 0;
  return (
    <div
      data-segment={span.key}
      className={classNames(
        "absolute inset-y-0 flex min-w-0.75 gap-px rounded-[3px] outline-offset-1 outline-ink",
        LIT_SEGMENT[span.key],
      )}
      style={{ left: `${span.leftPercent}%`, width: `calc(${span.widthPercent}% - 2px)` }}
    >
      <div
        data-amount=""
        className={classNames(
          "@container flex h-full min-w-0 flex-1 items-center overflow-hidden rounded-[3px] text-sm font-medium whitespace-nowrap",
          first && "rounded-l-sm",
          TONE_FILL[span.tone],
        )}
      >
        <span
          className={classNames(
            "flex items-center gap-2 @max-[200px]:gap-1",
            span.showText ? "px-3 @max-[200px]:px-1.5 @max-[84px]:mx-auto @max-[84px]:px-0" : "mx-auto",
          )}
        >
          {span.no !== null && <Disc span={span} />}
          {span.showText && (
            <>
              <span className="@max-[200px]:hidden">{span.text}</span>
              <span className="text-xs @min-[200px]:hidden @max-[84px]:hidden">{span.shortText}</span>
            </>
          )}
        </span>
      </div>
      {unusedShare > 0 && (
        <div
          className="hatched h-full shrink-0 rounded-[3px] inset-ring inset-ring-meter-edge"
          style={{ width: `${unusedShare}%` }}
        />
      )}
    </div>
  );
}

function Disc({ span }: { span: MeterSpanText }) {
  return (
    <span
      className={classNames(
        "grid size-5 flex-none place-items-center rounded-full text-xs/none font-semibold @max-[200px]:size-4 @max-[200px]:text-2xs/none @max-[16px]:hidden",
        TONE_DISC[span.tone],
        TONE_TEXT[span.tone],
      )}
    >
      {span.no}
    </span>
  );
}

function Lane({ lane }: { lane: MeterLaneText }) {
  const { caption } = lane;
  return (
    <>
      {caption && <LaneCaptions caption={caption} above />}
      <div className="relative mb-2 h-3">
        {lane.spans.map((span) => (
          <div
            key={span.key}
            data-segment={span.key}
            className={classNames(
              "absolute inset-y-0 flex min-w-0.75 gap-0.5 rounded-xs outline-offset-1 outline-ink",
              LIT_SEGMENT[span.key],
            )}
            style={{ left: `${span.leftPercent}%`, width: `${span.widthPercent}%` }}
          >
            {span.unusedPercent < span.widthPercent && (
              <div data-amount="" className={classNames("h-full min-w-0 flex-1 rounded-xs", TONE_FILL[span.tone])} />
            )}
            {span.unusedPercent > 0 && (
              <div
                className="hatched h-full rounded-xs inset-ring inset-ring-meter-edge"
                style={{ width: `${(span.unusedPercent / span.widthPercent) * 100}%` }}
              />
            )}
          </div>
        ))}
        {caption && <LaneCaptions caption={caption} above={false} />}
      </div>
    </>
  );
}

type Caption = NonNullable<MeterLaneText["caption"]>;

/** The wide and the narrow wording, each where its own length allows. */
function LaneCaptions({ caption, above }: { caption: Caption; above: boolean }) {
  const place = above ? "mb-1" : "absolute -top-0.5";
  const style = above ? undefined : { left: `calc(${caption.percent}% + 10px)` };
  const versions = [
    { ...caption.wide, width: "@max-[640px]:hidden" },
    { ...caption.narrow, width: "@min-[640px]:hidden" },
  ];
  return versions
    .filter((version) => version.above === above)
    .map((version) => (
      <div
        key={version.width}
        className={classNames("flex items-center text-xs/4 whitespace-nowrap text-ink-2", place, version.width)}
        style={style}
      >
        <RingNumber no={caption.no} />
        {version.text}
      </div>
    ));
}

function RingNumber({ no }: { no: number }) {
  return (
    <span className="mx-1 inline-grid size-3.5 place-items-center rounded-full text-[0.625rem]/none font-semibold inset-ring inset-ring-current">
      {no}
    </span>
  );
}

/** The one black mark: when the tokens run out. */
function Flag({ flag, overAxis }: { flag: NonNullable<TokenMeterText["flag"]>; overAxis: boolean }) {
  return (
    <div
      className={classNames("absolute top-11 z-2 w-0 border-l-2 border-ink", overAxis ? "bottom-11" : "bottom-3")}
      style={{ left: `${flag.percent}%` }}
    >
      <span
        className={classNames(
          "absolute bottom-full left-0 rounded-sm bg-ink px-2.5 py-1 text-sm font-semibold whitespace-nowrap text-surface",
          SHIFT[flag.align],
        )}
      >
        {flag.text}
      </span>
    </div>
  );
}

const NOTCH: Readonly<Record<Align, string>> = {
  start: "before:left-0",
  middle: "before:left-1/2",
  end: "before:right-0",
};

function Axis({ ticks }: { ticks: readonly MeterTickText[] }) {
  return (
    <div className="absolute inset-x-0 bottom-2 h-10 text-xs/4 text-ink-3">
      {ticks.map((tick) => (
        <span
          key={tick.percent}
          className={classNames(
            "absolute top-0 pt-3 text-center whitespace-nowrap before:absolute before:top-0 before:h-1.5 before:border-l before:border-line-strong",
            NOTCH[tick.align],
            SHIFT[tick.align],
            tick.strong && "font-medium text-ink",
            tick.onlyWide && "@max-[640px]:hidden",
          )}
          style={{ left: `${tick.percent}%` }}
        >
          {tick.day}
          {tick.note && (
            <span className="@max-[640px]:hidden">
              {tick.no !== null ? <RingNumber no={tick.no} /> : " "}
              {tick.note}
            </span>
          )}
          {tick.shortNote && <span className="block @min-[640px]:hidden">{tick.shortNote}</span>}
        </span>
      ))}
    </div>
  );
}

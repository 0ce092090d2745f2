package io.bellwether.cloud.dynamo;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.signal.Signal;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Between records and attributes. Every component becomes an attribute of its name; decimals are
 * text, because a DynamoDB number ends at 38 digits; instants are ISO text; an empty Optional is no
 * attribute; the members of a sealed interface carry their {@code type}. Reading ignores attributes
 * it does not know and refuses a record that lacks one it needs.
 *
 * <p>What is stored outlives the release that stored it. So a component that a record gains is an
 * Optional; or its empty value (no elements, no text, 0, false) means what its absence meant, and a
 * mix-in here names it, as {@link VersionDefaults} does; or its type has a value for absence, as
 * {@link PolicyDeserializer} gives one.
 */
final class RecordCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule("bellwether")
                  .addSerializer(BigDecimal.class, ToStringSerializer.instance)
                  .addSerializer(Timeframe.class, new TimeframeSerializer())
                  .addDeserializer(Timeframe.class, new TimeframeDeserializer())
                  .addDeserializer(UnexplainedPolicy.class, new PolicyDeserializer()))
          .addMixIn(Target.class, TargetTypes.class)
          .addMixIn(Sizing.class, SizingTypes.class)
          .addMixIn(Trail.class, TrailTypes.class)
          .addMixIn(Attached.class, AttachedTypes.class)
          .addMixIn(StrategyVersion.class, VersionDefaults.class)
          .addMixIn(AccountSettings.class, AccountDefaults.class)
          .addMixIn(Signal.class, SignalDefaults.class)
          // A record's components are stored, not what it derives, such as Holding.isFlat.
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          // A switch that reads "" or 0 must not come back as off, nor 1.7 as version 1.
          .withCoercionConfig(LogicalType.Boolean, RecordCodec::takeNoNumber)
          .withCoercionConfig(LogicalType.Integer, RecordCodec::takeNoOtherShape)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private RecordCodec() {}

  private static void takeNoNumber(MutableCoercionConfig config) {
    takeNoOtherShape(config);
    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
  }

  private static void takeNoOtherShape(MutableCoercionConfig config) {
    for (CoercionInputShape shape :
        List.of(
            CoercionInputShape.String, CoercionInputShape.EmptyString, CoercionInputShape.Float)) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }

  /** The attributes of a record, in a map for the caller to add to. */
  static Map<String, AttributeValue> encode(Record value) {
    return Attributes.of(MAPPER.valueToTree(value));
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if an attribute is missing or does not fit; the message names
   *     it
   */
  static <T extends Record> T decode(Map<String, AttributeValue> item, Class<T> type) {
    try {
      return MAPPER.treeToValue(Attributes.json(item), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a stored %s cannot be read%s: %s"
              .formatted(type.getSimpleName(), place(e), e.getOriginalMessage()),
          e);
    }
  }

  /** Where in the item, such as {@code " at 'terms.side'"}, if that is known. */
  private static String place(JsonProcessingException e) {
    return e instanceof JsonMappingException unfit && !unfit.getPath().isEmpty()
        ? unfit.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining(".", " at '", "'"))
        : "";
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Target.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = Target.Flat.class, name = "flat"),
    @JsonSubTypes.Type(value = Target.Keep.class, name = "keep")
  })
  private interface TargetTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sizing.WeightOfEquity.class, name = "weight-of-equity"),
    @JsonSubTypes.Type(value = Sizing.WeightOfBuyingPower.class, name = "weight-of-buying-power"),
    @JsonSubTypes.Type(value = Sizing.RiskOfEquity.class, name = "risk-of-equity"),
    @JsonSubTypes.Type(value = Sizing.FixedMargin.class, name = "fixed-margin")
  })
  private interface SizingTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Trail.Amount.class, name = "amount"),
    @JsonSubTypes.Type(value = Trail.Percent.class, name = "percent")
  })
  private interface TrailTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Attached.None.class, name = "none"),
    @JsonSubTypes.Type(value = Attached.Bracket.class, name = "bracket"),
    @JsonSubTypes.Type(value = Attached.OneCancelsOther.class, name = "one-cancels-other"),
    @JsonSubTypes.Type(value = Attached.OneTriggersOther.class, name = "one-triggers-other")
  })
  private interface AttachedTypes {}

  /** Versions stored before there were feeds to choose from name none. */
  private interface VersionDefaults {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<FeedName> feeds();
  }

  /** Accounts stored before there was a policy to choose have the one that does nothing. */
  private static final class PolicyDeserializer extends StdDeserializer<UnexplainedPolicy> {
    PolicyDeserializer() {
      super(UnexplainedPolicy.class);
    }

    @Override
    public UnexplainedPolicy deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return UnexplainedPolicy.valueOf(json.getValueAsString(""));
    }

    @Override
    public UnexplainedPolicy getNullValue(DeserializationContext context) {
      return UnexplainedPolicy.FREEZE;
    }
  }

  /** Accounts stored before single limits could be set have none of their own. */
  private interface AccountDefaults {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    Map<String, String> riskLimits();
  }

  /** Signals stored before they carried volumes say nothing of them. */
  private interface SignalDefaults {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    Map<String, BigDecimal> averageVolumes();
  }

  private static final class TimeframeSerializer extends StdSerializer<Timeframe> {
    TimeframeSerializer() {
      super(Timeframe.class);
    }

    @Override
    public void serialize(Timeframe value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  private static final class TimeframeDeserializer extends StdDeserializer<Timeframe> {
    TimeframeDeserializer() {
      super(Timeframe.class);
    }

    @Override
    public Timeframe deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return Timeframe.parse(json.getValueAsString(""));
    }
  }
}

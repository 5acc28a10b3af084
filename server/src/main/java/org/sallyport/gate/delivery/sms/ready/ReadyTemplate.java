package org.sallyport.gate.delivery.sms.ready;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.RequestHeaders;
import org.sallyport.gate.delivery.sms.http.SmsTemplate;
import tools.jackson.core.io.JsonStringEncoder;

/** A gateway whose contract is known, so that only an account and its secrets have to be set. */
public enum ReadyTemplate {
  /**
   * Twilio, "Messages resource": a form with basic authentication by the account SID and the auth
   * token, answered by 201 with the sid of the message
   * (twilio.com/docs/messaging/api/message-resource). A sender that begins with MG is a messaging
   * service.
   */
  TWILIO {
    @Override
    GatewaySettings of(ReadySettings it) {
      String account = it.neededAccount();
      String sender = it.neededSender();
      String from = sender.startsWith("MG") ? "MessagingServiceSid" : "From";
      String user = it.username() == null ? account : it.username();
      return post(
          it,
          "https://api.twilio.com/2010-04-01/Accounts/" + form(account) + "/Messages.json",
          FORM,
          "To={to}&"
              + from
              + "="
              + form(sender)
              + "&Body={text}"
              + callback(it, "&StatusCallback="),
          RequestHeaders.basic(user, it.neededPassword()),
          "\"sid\"\\s*:\\s*\"(SM|MM)",
          null);
    }
  },

  /**
   * Infobip, "Send SMS messages" (POST /sms/3/messages): JSON with the scheme App, at the host of
   * the account; 200 with the group of the status of each message, of which 2 and 5 mean that it is
   * not sent (infobip.com/docs/api/channels/sms,
   * infobip.com/docs/essentials/response-status-and-error-codes).
   */
  INFOBIP {
    @Override
    GatewaySettings of(ReadySettings it) {
      String report =
          it.receipts() ? ",\"webhooks\":{\"delivery\":{\"url\":\"{receipts}/json\"}}" : "";
      return post(
          it,
          "https://" + host(it.neededAccount()) + "/sms/3/messages",
          JSON,
          "{\"messages\":[{\"sender\":\""
              + json(it.neededSender())
              + "\",\"destinations\":[{\"to\":\"{digits}\",\"messageId\":\"{id}\"}],"
              + "\"content\":{\"text\":\"{text}\"}"
              + report
              + "}]}",
          RequestHeaders.authorization("App", it.neededToken()),
          "\"groupId\"\\s*:\\s*[13]\\b",
          "\"groupId\"\\s*:\\s*[25]\\b");
    }
  },

  /**
   * MessageBird, now Bird, "SMS API" (POST rest.messagebird.com/messages): JSON with the scheme
   * AccessKey, answered by 201 with the id of the message; a report needs a reference
   * (developers.messagebird.com/api/sms-messaging).
   */
  MESSAGEBIRD {
    @Override
    GatewaySettings of(ReadySettings it) {
      String report = it.receipts() ? ",\"reportUrl\":\"{receipts}\"" : "";
      return post(
          it,
          "https://rest.messagebird.com/messages",
          JSON,
          "{\"originator\":\""
              + json(it.neededSender())
              + "\",\"recipients\":[\"{digits}\"],\"body\":\"{text}\",\"datacoding\":\"auto\",\"reference\":\"{id}\""
              + report
              + "}",
          RequestHeaders.authorization("AccessKey", it.neededToken()),
          "\"id\"\\s*:\\s*\"[0-9a-f]",
          "\"errors\"");
    }
  },

  /**
   * OVHcloud, "API SMS Cookbook" (POST /1.0/sms/{serviceName}/jobs): JSON, signed with the
   * application secret and the consumer key (docs.ovhcloud.com, "First steps with the OVHcloud
   * APIs"). 200 with the receivers that are valid. username is the application key, password the
   * application secret, token the consumer key.
   */
  OVH {
    @Override
    GatewaySettings of(ReadySettings it) {
      URI url = it.at("https://eu.api.ovh.com/1.0/sms/" + form(it.neededAccount()) + "/jobs");
      return new GatewaySettings(
          url,
          false,
          JSON,
          new SmsTemplate(
              "{\"message\":\"{text}\",\"receivers\":[\"{to}\"],\"sender\":\""
                  + json(it.neededSender())
                  + "\",\"noStopClause\":true,\"priority\":\"high\",\"charset\":\"UTF-8\",\"tag\":\"{id}\"}",
              JSON,
              PREFIX),
          new OvhSignature(
              it.neededUsername(), it.neededPassword(), it.neededToken(), url, it.clock()),
          Pattern.compile("\"validReceivers\"\\s*:\\s*\\[\\s*\"\\+"),
          Pattern.compile("\"invalidReceivers\"\\s*:\\s*\\[\\s*\"\\+"),
          it.timeout());
    }
  },

  /**
   * Kannel's smsbox, user guide, "Using HTTP to send SMS messages": a GET with the text in UTF-8,
   * answered by 202 with "0: Accepted for delivery" or "3: Queued for later delivery". Values that
   * cannot stand in GSM's alphabet need coding 2. The mask 31 asks for all reports.
   */
  KANNEL {
    @Override
    GatewaySettings of(ReadySettings it) {
      return new GatewaySettings(
          it.at("http://127.0.0.1:13013/cgi-bin/sendsms"),
          true,
          FORM,
          new SmsTemplate(
              "username="
                  + form(it.neededUsername())
                  + "&password="
                  + form(it.neededPassword())
                  + (it.sender() == null ? "" : "&from=" + form(it.neededSender()))
                  + "&to={to}&text={text}&charset=UTF-8&coding={coding}"
                  + (it.receipts() ? "&dlr-mask=31&dlr-url={receipts}%3Fdlr%3D%25d" : ""),
              FORM,
              PREFIX),
          RequestHeaders.none(),
          Pattern.compile("^[03]: "),
          null,
          it.timeout());
    }
  };

  private static final String PREFIX = "sallyport.sms.routes: http.";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  /** The template of a name in the settings; empty if the value is a template itself. */
  public static Optional<ReadyTemplate> named(String name) {
    return Arrays.stream(values())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  abstract GatewaySettings of(ReadySettings settings);

  /**
   * How the gateway is asked.
   *
   * @throws IllegalArgumentException if a setting is missing
   */
  public GatewaySettings gateway(ReadySettings settings) {
    return of(settings);
  }

  private static GatewaySettings post(
      ReadySettings settings,
      String usual,
      String contentType,
      String template,
      RequestHeaders headers,
      String accepted,
      @Nullable String refused) {
    return new GatewaySettings(
        settings.at(usual),
        false,
        contentType,
        new SmsTemplate(template, contentType, PREFIX),
        headers,
        Pattern.compile(accepted),
        refused == null ? null : Pattern.compile(refused),
        settings.timeout());
  }

  private static String callback(ReadySettings settings, String name) {
    return settings.receipts() ? name + "{receipts}" : "";
  }

  private static String form(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private static String json(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
  }

  private static String host(String account) {
    if (!account.matches("[A-Za-z0-9.-]+(:[0-9]+)?")) {
      throw new IllegalArgumentException(PREFIX + "account must be a host");
    }
    return account;
  }
}

package io.passerelle.cardfile;

/// What can be wrong with a file, in words that follow the name of a field, or stand alone where
/// there is none.
public enum Fault {
  WRONG_NAME("the name is not that of a file of expiring cards"),
  OTHERS_UNTOLD("more files were left than are told of in a month; the others are not named"),
  EMPTY("the file is empty"),
  GONE("the file was lost from our storage before it was read to its end"),
  NOT_READ("for a week the file could not be read to its end; what was not read is not used"),
  TOO_LARGE("the file is larger than 1 GiB, which is more than is read"),
  TOO_MANY_DETAILS(
      "the file has more details than its trailer can count, 999999; the rest was not read"),
  NO_HEADER("the file does not begin with its header"),
  SECOND_HEADER("another header stands in the middle of the file, which was read no further"),
  OTHER_KIND("is not that of a file of expiring cards"),
  OTHER_SHOP("is not the shop of the file's name"),
  OTHER_MODE("is not the mode of the file's name"),
  NO_TRAILER("the file ends without its trailer"),
  SECOND_TRAILER("the file has a second trailer"),
  AFTER_TRAILER("stands after the trailer"),
  OTHER_COUNT("is not the number of details in the file"),
  OTHER_TOKENS("is not the number of tokens in the file"),
  UNKNOWN_CODE("the line begins with none of 00, 01 and 02"),
  UNENDED("the file breaks off in the line"),
  TOO_LONG("is longer than it may be"),
  NOT_UTF8("the line is not in UTF-8"),
  BAD_QUOTES("the line has a quote that is not closed, or that stands inside quotes alone"),
  FIELD_COUNT("the line has too few or too many fields"),
  MISSING("is missing"),
  NO_NUMBER("is not a whole number that fits"),
  NO_DATE("is not a date as YYYYMMDD"),
  NO_TIME("is not a time as HHMMSS"),
  NO_TOKEN("has characters that no token has"),
  NO_COUNTER("is not a counter such as 2/12"),
  CARD_NUMBER("holds what looks like a card's number");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}

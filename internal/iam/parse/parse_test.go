package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

const sample = `{
  "Version": "2012-10-17",
  "Id": "ä",
  "Statement": [
    {
      "Sid": "One", "Effect": "Allow",
      "Principal": {"AWS": ["*", "111122223333"], "Service": "ec2.amazonaws.com"},
      "Action": "s3:*",
      "Resource": ["arn:aws:s3:::b", "*"]
    },
    {
      "Effect": "Deny",
      "NotPrincipal": "*",
      "NotAction": ["s3:Get*"],
      "NotResource": "*",
      "Condition": {
        "StringEquals": {"aws:PrincipalOrgID": ["o-a", "o-b"]},
        "Bool": {"aws:SecureTransport": false}, "NumericLessThan": {"s3:max-keys": 1.50e1}
      }
    }
  ]
}`

// Every node knows its line, its column and the way to it.
func TestPlaces(t *testing.T) {
	t.Parallel()
	result := Parse(sample)
	if len(result.Problems) > 0 || result.Err() != nil {
		t.Fatal(result.Problems)
	}
	d := result.Document
	one, two := d.Statements[0], d.Statements[1]
	principals, block := one.Principal.(*ast.PrincipalMap), &two.Condition.Blocks[0]
	for want, at := range map[string]ast.At{
		"line 1, column 1":                                                                  d.At,
		"line 2, column 14 (Version)":                                                       d.Version.At,
		"line 3, column 9 (Id)":                                                             d.ID.At,
		"line 5, column 5 (Statement[0])":                                                   one.At,
		"line 6, column 14 (Statement[0].Sid)":                                              one.Sid.At,
		"line 6, column 31 (Statement[0].Effect)":                                           one.EffectAt,
		"line 7, column 20 (Statement[0].Principal)":                                        principals.At,
		"line 7, column 21 (Statement[0].Principal.AWS)":                                    principals.Groups[0].At,
		"line 7, column 29 (Statement[0].Principal.AWS[0])":                                 principals.Groups[0].Names.Items[0].At,
		"line 7, column 51 (Statement[0].Principal.Service)":                                principals.Groups[1].At,
		"line 7, column 62 (Statement[0].Principal.Service)":                                principals.Groups[1].Names.Items[0].At,
		"line 8, column 17 (Statement[0].Action)":                                           one.Action.Items[0].At,
		"line 9, column 19 (Statement[0].Resource)":                                         one.Resource.At,
		"line 9, column 38 (Statement[0].Resource[1])":                                      one.Resource.Items[1].At,
		"line 13, column 23 (Statement[1].NotPrincipal)":                                    two.NotPrincipal.Where(),
		"line 14, column 21 (Statement[1].NotAction[0])":                                    two.NotAction.Items[0].At,
		"line 15, column 22 (Statement[1].NotResource)":                                     two.NotResource.At,
		"line 16, column 20 (Statement[1].Condition)":                                       two.Condition.At,
		"line 17, column 9 (Statement[1].Condition.StringEquals)":                           block.At,
		`line 17, column 26 (Statement[1].Condition.StringEquals["aws:PrincipalOrgID"])`:    block.Tests[0].At,
		`line 17, column 56 (Statement[1].Condition.StringEquals["aws:PrincipalOrgID"][1])`: block.Tests[0].Values[1].Where(),
		`line 18, column 41 (Statement[1].Condition.Bool["aws:SecureTransport"])`:           two.Condition.Blocks[1].Tests[0].Values[0].Where(),
	} {
		if at.String() != want {
			t.Errorf("got  %s\nwant %s", at, want)
		}
		if rest := sample[at.Offset:]; rest[0] != '{' && rest[0] != '[' && rest[0] != '"' && rest[0] != 'f' {
			t.Errorf("%s: the offset leads to %.10q", want, rest)
		}
	}
	if n := two.Condition.Blocks[2].Tests[0].Values[0]; n.Text() != "1.50e1" {
		t.Errorf("the number is read as %s", n.Text())
	}
	if b := two.Condition.Blocks[1].Tests[0].Values[0]; b.Text() != "false" {
		t.Errorf("the Boolean is read as %s", b.Text())
	}
	if kinds := principals.Groups; kinds[0].Kind != ast.AWS || kinds[1].Kind != ast.Service {
		t.Errorf("the kinds are %v", kinds)
	}
}

const statement = `"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"`

func in(inner string) string { return `{"Version":"2012-10-17","Statement":[{` + inner + `}]}` }

// found lists problems as a reader sees them.
func found(r *Result) string {
	var lines []string
	for _, p := range r.Problems {
		mark := ""
		if !p.Unusable {
			mark = " (usable)"
		}
		lines = append(lines, fmt.Sprintf("%s %s%s", p.Code, p.Error(), mark))
	}
	return strings.Join(lines, "\n")
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"a comma before the bracket": {
			in(statement + ","), "invalid_json line 1, column 99: No comma may stand before the closing bracket.",
		},
		"commas too many": {
			in(statement+",,"+`"Sid":"a"`) + "", "invalid_json line 1, column 100: A comma too many.",
		},
		"a comma first": {in("," + statement), "invalid_json line 1, column 39: A comma too many."},
		"a comma missing in a list": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action":["a" "b"]`, 1)),
			"invalid_json line 1, column 86: A comma is missing here.",
		},
		"a key without quotes": {
			in(strings.Replace(statement, `"Effect"`, `Effect`, 1)),
			`invalid_json line 1, column 39: A key stands in double quotes; found "Effect".`,
		},
		"single quotes": {
			in(strings.Replace(statement, `"Action":"*"`, `'Action':'* *'`, 1)),
			"invalid_json line 1, column 72: A key stands in double quotes; found \"'Action'\".\n" +
				"invalid_json line 1, column 81: A text stands in double quotes; found \"'* *'\".",
		},
		"a value missing": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action":`, 1)),
			"invalid_json line 1, column 81: A value is missing here.",
		},
		"a colon missing": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action" "*"`, 1)),
			`invalid_json line 1, column 81: A colon is missing after the key "Action".`,
		},
		"a colon and a value missing": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action"`, 1)),
			`invalid_json line 1, column 80: A colon and a value are missing after the key "Action".`,
		},
		"a key missing": {
			in(statement + `,:"x"`), "invalid_json line 1, column 100: A key is missing before the colon.",
		},
		"a bracket for a key": {
			in(statement + `,["x"]`), "invalid_json line 1, column 100: A key in double quotes and a colon are missing here.",
		},
		"the wrong bracket": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action":["a"}`, 1)),
			`invalid_json line 1, column 85: Expected ']' here and found '}'; the bracket to close is at line 1, column 81.`,
		},
		"a bracket missing": {
			in(strings.Replace(statement, `"Action":"*"`, `"Action":["a"`, 1)),
			`invalid_json line 1, column 96: A colon stands where a value is expected; a bracket or a comma may be missing before it.`,
		},
		"the end missing": {
			`{"Version":"2012-10-17","Statement":[{` + statement + "\n",
			"invalid_json line 1, column 38 (Statement[0]): The bracket that opens here is never closed.\ninvalid_json line 2, column 1: The text ends in the middle of the policy.",
		},
		"the end missing in a member": {
			`{"Version":`, "invalid_json line 1, column 12: The text ends in the middle of the policy.",
		},
		"something after the end": {
			in(statement) + " {}", `invalid_json line 1, column 103: Something follows the end of the policy: "{".`,
		},
		"a quote missing": {
			in(strings.Replace(statement, `"Effect":"Allow",`, "\"Effect\":\"Allow,\n", 1)),
			"invalid_json line 1, column 48: The closing quote of the text that begins here is missing.",
		},
		"comments": {
			in("# a\n" + statement + "/* b\n */"),
			"invalid_json line 1, column 39: JSON has no comments.\ninvalid_json line 2, column 61: JSON has no comments.",
		},
		"a comment to the end": {
			in(statement) + " // done", "invalid_json line 1, column 103: JSON has no comments.",
		},
		"Python": {
			in(statement + `,"Condition":{"Bool":{"aws:SecureTransport":[True,None]}}`),
			"invalid_json line 1, column 144: \"True\" is written true.\ninvalid_json line 1, column 149: A text stands in double quotes; found \"None\".",
		},
		"numbers that are none": {
			in(statement + `,"Condition":{"NumericEquals":{"k":[01,+1,.5,1.,1e,-,0x10,1.5,-0.5E-3]}}`),
			strings.TrimSpace(strings.Join([]string{
				`invalid_json line 1, column 135: "01" is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 138: "+1" is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 141: ".5" is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 144: "1." is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 147: "1e" is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 150: "-" is not a number; a text stands in double quotes.`,
				`invalid_json line 1, column 152: "0x10" is not a number; a text stands in double quotes.`,
			}, "\n")),
		},
		"escapes that are none": {
			in(statement + `,"Sid":"\x\u12"`),
			"invalid_json line 1, column 107: A backslash stands before one of \" \\ / b f n r t, or before u and four hexadecimal digits.\n" +
				"invalid_json line 1, column 109: A backslash stands before one of \" \\ / b f n r t, or before u and four hexadecimal digits.",
		},
		"half a character": {
			`{"Version":"2012-10-17","Id":"\ud800x\udc00\ud800\u0041","Statement":{` + statement + `}}`,
			"invalid_json line 1, column 31: This escape is half a character; the other half is missing.\n" +
				"invalid_json line 1, column 38: This escape is half a character; the other half is missing.\n" +
				"invalid_json line 1, column 44: This escape is half a character; the other half is missing.",
		},
		"control characters": {
			"{\"Version\":\"2012-10-17\",\"Id\":\"a\tb\x00\",\"Statement\":{" + statement + "}}",
			`invalid_json line 1, column 32: A control character in a text is written as \t.`,
		},
		"bytes that are no text": {
			"{\"Version\":\"2012-10-17\",\"Id\":\"a\xffb\xff\",\"Statement\":{" + statement + ",\xff:1}}",
			"invalid_json line 1, column 32: A byte here is not UTF-8.\n" +
				"invalid_json line 1, column 111: A key stands in double quotes; found \"\\xff\".\n" +
				`unknown_element line 1, column 111 (Statement["�"]): "�" is not an element of a statement; its elements are Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition.`,
		},
		"a byte for a value": {
			"{\"Version\":\xff,\"Statement\":{" + statement + "}}", "invalid_json line 1, column 12: A byte here is not UTF-8.",
		},
		"a byte order mark": {
			"\ufeff" + in(statement), "invalid_json line 1, column 1: The text begins with a byte order mark, which is not JSON.",
		},
		"white space": {" \n\t", "invalid_json line 2, column 2: The text is empty; it is no policy."},
		"a text":      {`"{}"`, `wrong_type line 1, column 1: A policy is a JSON object such as {"Version": "2012-10-17", "Statement": […]}.`},
		"an unknown element": {
			`{"Version":"2012-10-17","Statements":[{` + statement + `}],"Owner":"me"}`,
			"unknown_element line 1, column 25 (Statements): \"Statements\" is not an element of a policy; write Statement, in these very letters.\n" +
				"unknown_element line 1, column 103 (Owner): \"Owner\" is not an element of a policy; its elements are Version, Id, Statement.",
		},
		"names of Terraform": {
			in(`"sid":"a","effect":"Allow","principals":"*","not_actions":"*","Resuorce":"*","Conditionn":{}`),
			`unknown_element line 1, column 39 (Statement[0].sid): "sid" is not an element of a statement; write Sid, in these very letters.
unknown_element line 1, column 49 (Statement[0].effect): "effect" is not an element of a statement; write Effect, in these very letters.
unknown_element line 1, column 66 (Statement[0].principals): "principals" is not an element of a statement; write Principal, in these very letters.
unknown_element line 1, column 83 (Statement[0]["not_actions"]): "not_actions" is not an element of a statement; write NotAction, in these very letters.
unknown_element line 1, column 101 (Statement[0].Resuorce): "Resuorce" is not an element of a statement; write Resource, in these very letters.
unknown_element line 1, column 116 (Statement[0].Conditionn): "Conditionn" is not an element of a statement; write Condition, in these very letters.`,
		},
		"a duplicate": {
			in(statement + ",\n" + `"Effect":"Deny"`),
			`duplicate_key line 2, column 1 (Statement[0].Effect): The key "Effect" stands in this object already, at line 1, column 39; only the last one would reach AWS.`,
		},
		"the wrong effect": {
			in(strings.Replace(statement, "Allow", "ALLOW", 1)),
			`effect_invalid line 1, column 48 (Statement[0].Effect): The effect "ALLOW" is written "Allow", in these very letters.`,
		},
		"no effect at all": {
			in(strings.Replace(statement, "Allow", "Permit", 1)),
			`effect_invalid line 1, column 48 (Statement[0].Effect): "Permit" is not an effect; write "Allow" or "Deny".`,
		},
		"both forms, the other way round": {
			in(`"NotAction":"*",` + statement),
			"both_elements line 1, column 88 (Statement[0].Action): The statement has NotAction already, at line 1, column 39; it takes one of Action and NotAction.",
		},
		"nothing in a statement": {
			in(""), `effect_invalid line 1, column 38 (Statement[0]): The statement has no Effect; write "Allow" or "Deny".
principal_missing line 1, column 38 (Statement[0]): The statement has neither Principal nor NotPrincipal; in an endpoint policy it must have one.
action_missing line 1, column 38 (Statement[0]): The statement has neither Action nor NotAction; in an endpoint policy it must have one.
resource_missing line 1, column 38 (Statement[0]): The statement has neither Resource nor NotResource; in an endpoint policy it must have one.`,
		},
		"Sids": {
			`{"Version":"2012-10-17","Statement":[{"Sid":"a",` + statement + `},` + "\n" + `{"Sid":"a",` + statement + `}]}`,
			`sid_duplicate line 2, column 8 (Statement[1].Sid): Another statement has the Sid "a" already, at line 1, column 45. (usable)`,
		},
		"wrong types": {
			`{"Version":20121017,"Id":[],"Statement":[null,{"Sid":1,"Effect":true,"Principal":["*"],"Action":null,"Resource":{},"Condition":[]}]}`,
			`wrong_type line 1, column 12 (Version): A version is a text. Found a number.
wrong_type line 1, column 26 (Id): An Id is a text. Found a list.
wrong_type line 1, column 42 (Statement[0]): A statement is an object. Found null.
wrong_type line 1, column 54 (Statement[1].Sid): A Sid is a text. Found a number.
wrong_type line 1, column 65 (Statement[1].Effect): An effect is "Allow" or "Deny". Found a truth value.
wrong_type line 1, column 82 (Statement[1].Principal): Principal is "*" or an object such as {"AWS": "arn:aws:iam::111122223333:root"}. Found a list.
wrong_type line 1, column 97 (Statement[1].Action): Action is a text or a list of texts. Found null.
wrong_type line 1, column 113 (Statement[1].Resource): Resource is a text or a list of texts. Found an object.
wrong_type line 1, column 128 (Statement[1].Condition): Condition is an object such as {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}. Found a list.`,
		},
		"wrong types deeper down": {
			in(strings.Replace(statement, `"*"`, `{"AWS":["*",1],"Service":7}`, 1) + `,"Condition":{"Bool":true,"Null":{"k":[[],{},null,"true"]}}`),
			`wrong_type line 1, column 80 (Statement[0].Principal.AWS[1]): A principal is a text. Found a number.
wrong_type line 1, column 93 (Statement[0].Principal.Service): Service is a text or a list of texts. Found a number.
wrong_type line 1, column 144 (Statement[0].Condition.Bool): An operator is given an object of condition keys and values. Found a truth value.
wrong_type line 1, column 162 (Statement[0].Condition.Null.k[0]): A condition value is a text, a number or a truth value. Found a list.
wrong_type line 1, column 165 (Statement[0].Condition.Null.k[1]): A condition value is a text, a number or a truth value. Found an object.
wrong_type line 1, column 168 (Statement[0].Condition.Null.k[2]): A condition value is a text, a number or a truth value. Found null.`,
		},
		"Statement is a text": {
			`{"Version":"2012-10-17","Statement":"x"}`, "wrong_type line 1, column 37 (Statement): Statement is an object or a list of objects. Found a text.",
		},
		"mixed types": {
			in(statement + `,"Condition":{"StringEquals":{"k":["a",1,true]}}`),
			"wrong_type line 1, column 138 (Statement[0].Condition.StringEquals.k[1]): The list has a number beside a text; values of one list have one type. (usable)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result := Parse(c.text)
			if diff := cmp.Diff(c.want, found(result)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			unusable := slices.ContainsFunc(result.Problems, func(p Problem) bool { return p.Unusable })
			if unusable != (result.Document == nil) || unusable != (result.Err() != nil) {
				t.Errorf("unusable is %v, but the document is %v and the error %v", unusable, result.Document, result.Err())
			}
		})
	}
}

// What can be read of a broken document is there for the linter.
func TestPartial(t *testing.T) {
	t.Parallel()
	result := Parse(in(`"Effect":"Allow" "Action":["s3:Get*",1],"NotAction":"s3:*","Effect":"Deny","Condition":{"Bool":{"k":"true"}},`))
	if result.Document != nil || result.Partial == nil {
		t.Fatal("the document is usable, or there is nothing of it")
	}
	s := result.Partial.Statements[0]
	if s.Effect != ast.Deny || !cmp.Equal(s.Action.Texts(), []string{"s3:Get*"}) || s.NotAction == nil || s.Condition == nil {
		t.Errorf("got %+v", s)
	}
}

// DOC-8: the characters count that Terraform sends, not those that were written.
func TestDOC8(t *testing.T) {
	t.Parallel()
	sized := func(n int) string {
		const frame = `{"Id":"","Statement":[],"Version":"2012-10-17"}`
		return strings.Replace(frame, `""`, `"`+strings.Repeat("a", n-len(frame))+`"`, 1)
	}
	for name, c := range map[string]struct {
		text string
		want int
		code Code
	}{
		"white space is not sent":         {"{\n \"Version\" : \"2012-10-17\" }", 24, ""},
		"brackets of HTML are six":        {`{"Id":"<>&"}`, 27, ""},
		"a line separator is six":         {"{\"Id\":\"\u2028\"}", 15, ""},
		"characters, not bytes":           {`{"Id":"äöü"}`, 12, ""},
		"escapes are not kept":            {`{"Id":"\u0041\/"}`, 11, ""},
		"of two keys the last stays":      {`{"Id":"a","Id":"bc"}`, 11, ""},
		"numbers are written anew":        {`{"Id":1.50e1}`, 9, ""},
		"what is no JSON counts as it is": {`{"Id" ä`, 7, ""},
		"below nine tenths":               {sized(18_431), 18_431, ""},
		"nine tenths":                     {sized(18_432), 18_432, NearLimit},
		"the limit":                       {sized(20_480), 20_480, NearLimit},
		"one too many":                    {sized(20_481), 20_481, TooLong},
		"white space does not matter":     {sized(20_480) + strings.Repeat(" ", 5_000), 20_480, NearLimit},
	} {
		result := Parse(c.text)
		if result.Characters != c.want {
			t.Errorf("%s: %d characters, want %d", name, result.Characters, c.want)
		}
		var code Code
		for _, p := range result.Problems {
			if p.Code == TooLong || p.Code == NearLimit {
				code = p.Code
			}
		}
		if code != c.code {
			t.Errorf("%s: %q, want %q", name, code, c.code)
		}
	}
	long := Parse(in(statement + `,"Sid":"` + strings.Repeat("a", 20_480) + `"`))
	if long.Document == nil {
		t.Error("a long policy cannot be evaluated, and so not minified")
	}
	if want := "too_long line 1, column 1: The policy has 20,590 characters as it is sent; an endpoint policy has at most 20,480. (usable)"; found(long) != want {
		t.Errorf("got %s", found(long))
	}
}

// Texts that are made to break a parser end in problems, soon.
func TestHostile(t *testing.T) {
	t.Parallel()
	const many = 100_000
	for name, text := range map[string]string{
		"ten megabytes":      strings.Repeat(" ", 10_000_000),
		"lists in lists":     strings.Repeat("[", many),
		"objects in objects": strings.Repeat(`{"a":`, many),
		"deep and closed":    in(statement + `,"Condition":` + strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000)),
		"deep in a list":     in(statement + `,"Sid":` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)),
		"brackets in texts":  strings.Repeat("[", 70) + `"]]]\"]]` + strings.Repeat("]", 70),
		"quotes":             strings.Repeat(`"`, many),
		"open texts":         strings.Repeat("\"\n", many),
		"commas":             "[" + strings.Repeat(",", many),
		"colons":             "{" + strings.Repeat(":", many),
		"closing brackets":   strings.Repeat("}", many),
		"keys":               "{" + strings.Repeat(`"a":1,`, many),
		"long keys":          in(`"` + strings.Repeat("a", many) + `":1`),
		"words":              "[" + strings.Repeat("a ", many),
		"comments":           strings.Repeat("/**/", many),
		"open comments":      strings.Repeat("/*", many),
		"backslashes":        `"` + strings.Repeat(`\`, many),
		"bad bytes":          strings.Repeat("\xff", many),
		"bad bytes in quote": `{"` + strings.Repeat("\xff", many),
		"zeros":              strings.Repeat("\x00", many),
		"one long line":      `{"Statement":[` + strings.Repeat(`{"Effect":"Allow"},`, 50_000) + `]}`,
		"one long list":      in(statement + `,"NotAction":[` + strings.Repeat(`"s3:Get*",`, many) + `"a"]`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result := check(t, text)
			if result.Document != nil || result.Err() == nil {
				t.Error("it is a policy")
			}
			if len(result.Problems) > mostProblems || len(result.Err().Error()) > 1_000_000 {
				t.Errorf("%d problems, %d bytes", len(result.Problems), len(result.Err().Error()))
			}
		})
	}
	if r := Parse("{" + strings.Repeat(`"a":1,`, many)); r.Omitted == 0 {
		t.Error("nothing is said about the problems that are not listed")
	}
	if r := Parse(strings.Repeat(" ", 10_000_000)); found(r) != "too_long line 1, column 1: The text has 10,000,000 bytes and was not read: an endpoint policy has at most 20,480 characters." {
		t.Error(found(r))
	}
}

// check holds a result to what must be true of any text.
func check(t *testing.T, text string) *Result {
	t.Helper()
	result := Parse(text)
	if (result.Document == nil) == (result.Err() == nil) {
		t.Errorf("document %v, error %v", result.Document, result.Err())
	}
	if result.Document != nil && result.Document != result.Partial {
		t.Error("there are two documents")
	}
	last := 0
	for _, p := range result.Problems {
		if p.Text == "" || p.Code == "" || !p.Written() || !utf8.ValidString(p.Error()) {
			t.Errorf("a problem does not say what or where: %+v", p)
		}
		if p.Offset < last || p.Offset > len(text) {
			t.Errorf("problems are not in the order of the text: %+v", p)
		}
		last = p.Offset
	}
	return result
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add(in(statement + `,"Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a*",1,true,null]}}`))
	f.Add(`{"Version":"2008-10-17" "Statement":[{"effect":'Allow',},]} // x`)
	f.Add("{\"a\":[1,2,{\"b\":\"\\ud83d\\ude00\\uD800\xff\"}")
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

func TestLine(t *testing.T) {
	t.Parallel()
	const text = "one\r\ntwo\n\nfour"
	for line, want := range map[int]string{1: "one", 2: "two", 3: "", 4: "four", 5: "", 0: "one"} {
		if got := Line(text, line); got != want {
			t.Errorf("line %d is %q", line, got)
		}
	}
}

package match_test

import (
	"math/big"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

const account = "111122223333"

func TestNewCaller(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]match.Caller{
		"anonymous":         {Kind: match.Anonymous},
		"ec2.amazonaws.com": {Kind: match.ServicePrincipal, Text: "ec2.amazonaws.com"},
		"www.amazon.com":    {Kind: match.Provider, Text: "www.amazon.com"},
		"arn:aws:iam::111122223333:root": {
			Kind: match.Root, Text: "arn:aws:iam::111122223333:root", Partition: "aws", Account: account,
		},
		"arn:aws-cn:iam::111122223333:user/a/b/ann": {
			Kind: match.User, Text: "arn:aws-cn:iam::111122223333:user/a/b/ann", Partition: "aws-cn", Account: account, Name: "ann",
		},
		"arn:aws:iam::111122223333:role/app": {
			Kind: match.Role, Text: "arn:aws:iam::111122223333:role/app", Partition: "aws", Account: account, Name: "app",
		},
		"arn:aws:sts::111122223333:assumed-role/app/s@x": {
			Kind: match.RoleSession, Text: "arn:aws:sts::111122223333:assumed-role/app/s@x", Partition: "aws", Account: account, Name: "app", Session: "s@x",
		},
		"arn:aws:sts::111122223333:federated-user/ann": {
			Kind: match.FederatedSession, Text: "arn:aws:sts::111122223333:federated-user/ann", Partition: "aws", Account: account, Name: "ann",
		},
		"arn:aws:iam::111122223333:saml-provider/corp": {
			Kind: match.Provider, Text: "arn:aws:iam::111122223333:saml-provider/corp", Partition: "aws", Account: account, Name: "corp",
		},
	} {
		got, err := match.NewCaller(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v, -want +got:\n%s", text, err, diff)
		}
	}
	for _, text := range []string{
		"", "ann", "*", account, "Anonymous", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/a b",
		"arn:aws:iam::111122223333", "arn::iam::111122223333:root", "arn:aws:iam:us-east-1:111122223333:root", "arn:aws:iam::11112222333:root",
		"arn:aws:iam::111122223333:role/", "arn:aws:iam::111122223333:role", "arn:aws:iam::111122223333:group/g", "arn:aws:s3:::b", "arn:aws:sts::111122223333:root",
		"arn:aws:sts::111122223333:assumed-role/app", "arn:aws:sts::111122223333:assumed-role/a/b/c", "arn:aws:sts::111122223333:assumed-role//c",
		"arn:aws:sts::111122223333:assumed-role/a/", "arn:aws:sts::111122223333:federated-user/a/b", "https://x.y", "AROAEXAMPLE00000000A1",
	} {
		if got, err := match.NewCaller(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestPrincipalARN(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"anonymous":         "",
		"ec2.amazonaws.com": "",
		"arn:aws:iam::111122223333:saml-provider/corp":    "",
		"arn:aws:iam::111122223333:root":                  "arn:aws:iam::111122223333:root",
		"arn:aws:iam::111122223333:role/a/app":            "arn:aws:iam::111122223333:role/a/app",
		"arn:aws-cn:sts::111122223333:assumed-role/app/s": "arn:aws-cn:iam::111122223333:role/app",
		"arn:aws:sts::111122223333:federated-user/ann":    "arn:aws:sts::111122223333:federated-user/ann",
	} {
		c, err := match.NewCaller(text)
		if got := c.PrincipalARN(); got != want || err != nil {
			t.Errorf("%s: %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestAction(t *testing.T) {
	t.Parallel()
	exact := match.Semantics{ExactServicePrefix: true}
	for _, c := range []struct {
		pattern, action string
		semantics       match.Semantics
		want            bool
	}{
		{"s3:Get*", "S3:GETOBJECT", match.Semantics{}, true},
		{"s3:Get*", "s3:GetObject", exact, true},
		{"*", "s3:GetObject", exact, true},
		{"**", "s3:GetObject", exact, true},
		{"s3*", "s3:GetObject", match.Semantics{}, true},
		{"s3*", "s3:GetObject", exact, false},
		{"s?:GetObject", "s3:GetObject", match.Semantics{}, true},
		{"s?:GetObject", "s3:GetObject", exact, false},
		// What is written like this matches nothing, not even itself.
		{"s3:Get Object", "s3:Get Object", match.Semantics{}, false},
		{"s3:\tGet", "s3:\tGet", match.Semantics{}, false},
		{"s3:", "s3:", match.Semantics{}, false},
		{":Get", ":Get", match.Semantics{}, false},
		{"", "", match.Semantics{}, false},
		{"Get", "Get", match.Semantics{}, true},
		{"Get", "Get", exact, false},
	} {
		if got := match.NewAction(c.pattern, c.semantics).Match(c.action); got != c.want {
			t.Errorf("%q matches %q: %v, want %v (%+v)", c.pattern, c.action, got, c.want, c.semantics)
		}
	}
}

func TestPrincipalForms(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]match.PrincipalForm{
		"*": match.EveryoneForm, account: match.AccountForm, "arn:aws:iam::111122223333:root": match.AccountForm,
		"arn:aws:iam::111122223333:role/app": match.CallerForm, "arn:aws:iam::111122223333:role/*": match.NobodyForm,
		"AIDAEXAMPLE00000000A1": match.UniqueIDForm, "AROA012345678901": match.UniqueIDForm, "AROA01234567890": match.NobodyForm, "AROAshort": match.NobodyForm, "ASIAEXAMPLE00000000A1": match.NobodyForm,
		"ec2.amazonaws.com": match.NobodyForm, "anonymous": match.NobodyForm, "": match.NobodyForm, "1111-2222-3333": match.NobodyForm,
		"arn:aws:iam::111122223333:saml-provider/corp": match.NobodyForm,
	} {
		if got := match.NewPrincipal(ast.AWS, text).Form; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if got := match.NewPrincipal("aws", "*").Form; got != match.NobodyForm {
		t.Errorf("a kind that does not exist: %d", got)
	}
	nobody := match.Subject{}
	for _, kind := range []ast.PrincipalKind{ast.Service, ast.Federated, ast.CanonicalUser, "aws"} {
		if match.NewPrincipal(kind, "").Match(nobody, match.Interface) {
			t.Errorf("an empty %s fits an anonymous request", kind)
		}
	}
	if match.Principals(nil, false, match.Semantics{}).Match(nobody, match.Interface) {
		t.Error("nobody is somebody")
	}
	if match.Interface.String() != "Interface" || match.Gateway.String() != "Gateway" {
		t.Error("the types of endpoints are misspelt")
	}
}

// Each identity has to be named for NotPrincipal under its other reading.
func TestNotPrincipalByIdentity(t *testing.T) {
	t.Parallel()
	arn := func(rest string) string { return "arn:aws:" + rest }
	user, role := arn("iam::111122223333:user/ann"), arn("iam::111122223333:role/app")
	session, federated := arn("sts::111122223333:assumed-role/app/s"), arn("sts::111122223333:federated-user/ann")
	for _, c := range []struct {
		caller   string
		names    []string
		excepted bool
	}{
		{user, []string{user}, false},
		{user, []string{account}, false},
		{user, []string{account, user}, true},
		{user, []string{"*"}, true},
		{user, []string{arn("iam::111122223333:root"), user}, true},
		{user, []string{"arn:aws-cn:iam::111122223333:root", user}, false},
		{role, []string{account, role}, true},
		{session, []string{account, role}, false},
		{session, []string{account, session}, false},
		{session, []string{account, role, session}, true},
		{federated, []string{account, user, federated}, true},
		{federated, []string{account, user}, false},
		{arn("iam::111122223333:root"), []string{account}, true},
		{arn("iam::111122223333:root"), []string{role}, false},
		{"anonymous", []string{account}, false},
		{"ec2.amazonaws.com", []string{account}, false},
	} {
		group := ast.PrincipalGroup{Kind: ast.AWS}
		for _, name := range c.names {
			group.Names.Items = append(group.Names.Items, ast.String{Value: name})
		}
		set := match.Principals(&ast.PrincipalMap{Groups: []ast.PrincipalGroup{group}}, true, match.Semantics{NotPrincipalByIdentity: true})
		caller, err := match.NewCaller(c.caller)
		if err != nil {
			t.Fatal(err)
		}
		if got := !set.Match(match.Subject{Caller: caller}, match.Interface); got != c.excepted {
			t.Errorf("%s is excepted by %v: %v", c.caller, c.names, got)
		}
	}
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "0.000": "0", "0e5": "0", "10": "10", "+10": "10", "010": "10", "10.50": "10.5", "-0.5": "-0.5", "1e3": "1000", "1.5E+1": "15",
		"25e-1": "2.5", "1e-3": "0.001", "0.00100": "0.001", "-12.25": "-12.25", "9007199254740993": "9007199254740993",
		"1e100000": "1e100000", "-1.5e-100000": "-15e-100001", strings.Repeat("9", 1000): strings.Repeat("9", 1000),
	} {
		n, ok := match.ParseNumber(text)
		if !ok || n.String() != want {
			t.Errorf("%.40s is read as %.40s, %v; want %.40s", text, n, ok, want)
		}
	}
	for _, text := range []string{
		"", " 1", "1 ", "a", "5abc", "1.", ".5", "--1", "+-1", "1e", "1e1.5", "1e99999999999", "0x10", "1,5", "1.2.3", "Inf", "NaN", "١", strings.Repeat("1", 1001), "1_000",
	} {
		if n, ok := match.ParseNumber(text); ok {
			t.Errorf("%.40q is read as %.40s", text, n)
		}
	}
	huge, _ := match.ParseNumber("1e5000")
	if _, ok := huge.Rat(); ok {
		t.Error("a number of 5000 digits is written out")
	}
	tiny, _ := match.ParseNumber("1e-5000")
	if _, ok := tiny.Rat(); ok {
		t.Error("a number of 5000 digits is written out")
	}
}

// Numbers compare as fractions do.
func TestNumberOrder(t *testing.T) {
	t.Parallel()
	number := rapid.StringMatching(`[+-]?[0-9]{1,4}(\.[0-9]{1,4})?([eE][+-]?[0-9]{1,2})?`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		n, okN := match.ParseNumber(a)
		m, okM := match.ParseNumber(b)
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		if !okN || !okM || n.Cmp(m) != x.Cmp(y) {
			t.Fatalf("%s compared with %s is %d, want %d", a, b, n.Cmp(m), x.Cmp(y))
		}
		if back, ok := n.Rat(); !ok || back.Cmp(x) != 0 {
			t.Fatalf("%s is %v", a, back)
		}
		if again, ok := match.ParseNumber(n.String()); !ok || again != n {
			t.Fatalf("%s is written %s and read as another number", a, n)
		}
	})
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1970-01-01T00:00:00Z": "0", "1970": "0", "1970-02": "2678400", "1970-01-02": "86400", "1970-01-01T00:01Z": "60", "1970-01-01T01:00+01:00": "0",
		"1970-01-01T00:00:00.5Z": "0.5", "1970-01-01T00:00:00.1234567890123Z": "0.1234567890123", "1970-01-01T00:00:00.000Z": "0",
		"1969-12-31T23:59:59Z": "-1", "1969-12-31T23:59:59.25Z": "-0.75", "1969-12-31T23:59:58.900Z": "-1.1", "1969-12-31T23:59:58.0Z": "-2",
		"1969-12-31T18:59:59.5-05:00": "-0.5", "0000": "-62167219200", "9999-12-31T23:59:59Z": "253402300799", "1798761600": "1798761600", "12345": "12345", "1.5": "1.5", "-1": "-1", "20270101": "20270101",
		"2024-02-29": "1709164800",
	} {
		n, ok := match.ParseDate(text, match.Semantics{})
		if !ok || n.String() != want {
			t.Errorf("%s is read as %s, %v; want %s", text, n, ok, want)
		}
	}
	for _, text := range []string{
		"", "today", "2027-13", "2027-02-29", "2027-1-1", "2027-01-01T10:15", "2027-01-01T1:15Z", "2027-01-01 10:15:00Z", "2027-01-01T10:15:00", "2027-01-01T25:00Z",
		"2027-01-01T10:15:00.Z", "2027-01-01T10:15:00.5", "2027-01-01T10:15.5Z", "2027-01-01T10:15:00,5Z", "2027.5Z", "2027-01-01T10:15:00+1:00", "2027-01-01T10:15:00.5x+01:00", "02027-01-01",
	} {
		if n, ok := match.ParseDate(text, match.Semantics{}); ok {
			t.Errorf("%q is read as %s", text, n)
		}
	}
	if n, _ := match.ParseDate("2027", match.Semantics{FourDigitsAreSeconds: true}); n.String() != "2027" {
		t.Errorf("four digits are read as %s", n)
	}
}

// Every instant that package time can write is read as that instant.
func TestParseDateAgainstTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		instant := time.Unix(rapid.Int64Range(-62e9, 250e9).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds")).UTC()
		got, ok := match.ParseDate(instant.Format(time.RFC3339Nano), match.Semantics{})
		want := new(big.Rat).Add(big.NewRat(instant.Unix(), 1), big.NewRat(int64(instant.Nanosecond()), 1e9))
		if rat, _ := got.Rat(); !ok || rat.Cmp(want) != 0 {
			t.Fatalf("%s is read as %s", instant.Format(time.RFC3339Nano), got)
		}
	})
}

func TestParseNetwork(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"10.1.2.3/8": "10.0.0.0/8", "10.1.2.3": "10.1.2.3/32", "2001:db8::1/32": "2001:db8::/32", "::1": "::1/128", "0.0.0.0/0": "0.0.0.0/0",
	} {
		if got, ok := match.ParseNetwork(text); !ok || got != netip.MustParsePrefix(want) {
			t.Errorf("%s is read as %s, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "10.1.2", "10.0.0.0/33", "10.0.0.0/-1", "fe80::1%eth0", "010.0.0.1", "10.0.0.0/08", "host", "10.0.0.0-10.0.0.9"} {
		if got, ok := match.ParseNetwork(text); ok {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	if _, ok := match.ParseAddress("fe80::1%eth0"); ok {
		t.Error("an address has a zone")
	}
}

func TestNewTestRefuses(t *testing.T) {
	t.Parallel()
	if _, err := match.NewTest(ast.Operator{Base: ast.Null, IfExists: true}, "k", nil, true, match.Semantics{}); err == nil {
		t.Error("NullIfExists is taken")
	}
}

// Negated operators are the opposite of their positive twins wherever the key is present
// once and the list is not empty, whatever the values are.
func TestNegatedIsOpposite(t *testing.T) {
	t.Parallel()
	value := rapid.SampledFrom([]string{"", "a", "A", "a*", "?", "1", "1.0", "x", "10.0.0.1", "10.0.0.0/8", "2027", "arn:aws:s3:::b", "arn:aws:s3:::*", "${k2}"})
	rapid.Check(t, func(t *rapid.T) {
		negated := rapid.SampledFrom(ast.Bases()).Filter(ast.Base.Negated).Draw(t, "operator")
		values := rapid.SliceOfN(value, 1, 3).Draw(t, "values")
		context := match.NewContext(map[string][]string{"k": {value.Draw(t, "value")}, "K2": {"a"}})
		var holds []bool
		for _, base := range []ast.Base{negated, negated.Positive()} {
			test, err := match.NewTest(ast.Operator{Base: base}, "K", values, true, match.Semantics{})
			if err != nil {
				t.Fatal(err)
			}
			holds = append(holds, test.Holds(context))
		}
		if holds[0] == holds[1] {
			t.Fatalf("%s and %s both are %v", negated, negated.Positive(), holds[0])
		}
	})
}

func TestContext(t *testing.T) {
	t.Parallel()
	c := match.NewContext(map[string][]string{"aws:USERNAME": {"ann"}, "aws:TagKeys": {"a"}, "x:Two": {"1", "2"}, "x:None": {}, "B": {"1"}, "b": {"2"}})
	for key, want := range map[string]string{"aws:username": "ann", "AWS:UserName": "ann", "b": "2"} {
		if got, ok := c.One(key); !ok || got != want {
			t.Errorf("%s is %q, %v", key, got, ok)
		}
	}
	for _, key := range []string{"aws:tagkeys", "x:two", "x:none", "x:other"} {
		if got, ok := c.One(key); ok {
			t.Errorf("%s is one value: %q", key, got)
		}
	}
	if (match.Context{}).Get("k") != nil {
		t.Error("the empty context has values")
	}
}

// Every field of Semantics is a switch, and flipping twice changes nothing.
func TestSwitches(t *testing.T) {
	t.Parallel()
	fields := reflect.TypeFor[match.Semantics]()
	switches := match.Switches()
	if fields.NumField() != len(switches) {
		t.Errorf("%d fields, %d switches", fields.NumField(), len(switches))
	}
	for i, s := range switches {
		if fields.Field(i).Name != s.Name {
			t.Errorf("switch %d is %s, the field is %s", i, s.Name, fields.Field(i).Name)
		}
		on := s.Flip(match.Semantics{})
		if !reflect.ValueOf(on).Field(i).Bool() || !s.On(on) || s.On(match.Semantics{}) || s.Flip(on) != (match.Semantics{}) {
			t.Errorf("%s flips another field", s.Name)
		}
	}
}

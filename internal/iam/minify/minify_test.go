package minify_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus/generate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/minify"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
)

func statement(rest string) string {
	return `{"Effect":"Allow","Principal":"*",` + rest + `}`
}

func TestDocument(t *testing.T) {
	t.Parallel()
	const all = `"Action":"*","Resource":"*"`
	for name, c := range map[string]struct{ statements, want string }{
		"Sids and Ids go":      {`{"Sid":"a","Effect":"Allow","Principal":"*",` + all + `}`, statement(all)},
		"equal statements":     {statement(all) + "," + statement(all), statement(all)},
		"sorted and once":      {statement(`"Action":["s3:b","s3:a","s3:b"],"Resource":"*"`), statement(`"Action":["s3:a","s3:b"],"Resource":"*"`)},
		"covered actions":      {statement(`"Action":["s3:GetObject","S3:get*","s3:PutObject"],"Resource":"*"`), statement(`"Action":["S3:get*","s3:PutObject"],"Resource":"*"`)},
		"equal but for case":   {statement(`"Action":["s3:GetObject","s3:getobject"],"Resource":"*"`), statement(`"Action":"s3:GetObject","Resource":"*"`)},
		"doubtful actions":     {statement(`"Action":["s3:Get*","s*:*"],"Resource":"*"`), statement(`"Action":["s*:*","s3:Get*"],"Resource":"*"`)},
		"excepted actions":     {statement(`"NotAction":["s3:GetObject","s3:*"],"Resource":"*"`), statement(`"NotAction":"s3:*","Resource":"*"`)},
		"covered resources":    {statement(`"Action":"*","Resource":["arn:aws:s3:::b/a/*","arn:aws:s3:::b/*","arn:aws:s3:::b"]`), statement(`"Action":"*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]`)},
		"a variable":           {statement(`"Action":"*","Resource":["arn:aws:s3:::b/${aws:username}/*","arn:aws:s3:::b/*"]`), statement(`"Action":"*","Resource":"arn:aws:s3:::b/*"`)},
		"a run over segments":  {statement(`"Action":"*","Resource":["arn:aws:sqs:*","arn:aws:sqs:us-east-1:*:q"]`), statement(`"Action":"*","Resource":"arn:aws:sqs:*"`)},
		"doubtful resources":   {statement(`"Action":"*","Resource":["arn:*:s3:::*","arn:aws:s3:::b"]`), statement(`"Action":"*","Resource":["arn:*:s3:::*","arn:aws:s3:::b"]`)},
		"merged by resource":   {statement(`"Action":"s3:a","Resource":"arn:aws:s3:::b"`) + "," + statement(`"Action":"s3:a","Resource":"arn:aws:s3:::a"`), statement(`"Action":"s3:a","Resource":["arn:aws:s3:::a","arn:aws:s3:::b"]`)},
		"merged by action":     {statement(`"Action":"s3:b","Resource":"*"`) + "," + statement(`"Action":"s3:a","Resource":"*"`), statement(`"Action":["s3:a","s3:b"],"Resource":"*"`)},
		"merged by principal":  {`{"Effect":"Allow","Principal":{"AWS":"111122223333"},` + all + `},{"Effect":"Allow","Principal":{"AWS":["444455556666","111122223333"],"Service":"x.y"},` + all + `}`, `{"Effect":"Allow","Principal":{"AWS":["111122223333","444455556666"],"Service":"x.y"},` + all + `}`},
		"everyone and someone": {`{"Effect":"Allow","Principal":{"AWS":"111122223333"},` + all + `},{"Effect":"Allow","Principal":{"AWS":["*","111122223333"]},` + all + `}`, statement(all)},
		"nobody":               {`{"Effect":"Allow","Principal":{"AWS":[]},` + all + `}`, `{"Effect":"Allow","Principal":{},` + all + `}`},
		"merged by value": {
			statement(all+`,"Condition":{"StringEquals":{"a:b":"x","a:c":"y"}}`) + "," + statement(all+`,"Condition":{"StringEquals":{"a:b":"w","a:c":"y"}}`),
			statement(all + `,"Condition":{"StringEquals":{"a:b":["w","x"],"a:c":"y"}}`),
		},
		"negated values stay": {
			statement(all+`,"Condition":{"StringNotEquals":{"a:b":"x"}}`) + "," + statement(all+`,"Condition":{"StringNotEquals":{"a:b":"w"}}`),
			statement(all+`,"Condition":{"StringNotEquals":{"a:b":"w"}}`) + "," + statement(all+`,"Condition":{"StringNotEquals":{"a:b":"x"}}`),
		},
		"for all values stay": {
			statement(all+`,"Condition":{"ForAllValues:StringEquals":{"a:b":"x"}}`) + "," + statement(all+`,"Condition":{"ForAllValues:StringEquals":{"a:b":"w"}}`),
			statement(all+`,"Condition":{"ForAllValues:StringEquals":{"a:b":"w"}}`) + "," + statement(all+`,"Condition":{"ForAllValues:StringEquals":{"a:b":"x"}}`),
		},
		"two differences": {
			statement(`"Action":"s3:a","Resource":"arn:aws:s3:::a"`) + "," + statement(`"Action":"s3:b","Resource":"arn:aws:s3:::b"`),
			statement(`"Action":"s3:a","Resource":"arn:aws:s3:::a"`) + "," + statement(`"Action":"s3:b","Resource":"arn:aws:s3:::b"`),
		},
		"two steps": {
			statement(`"Action":"s3:a","Resource":"arn:aws:s3:::a"`) + "," + statement(`"Action":"s3:a","Resource":"arn:aws:s3:::b"`) + "," + statement(`"Action":"s3:b","Resource":["arn:aws:s3:::b","arn:aws:s3:::a"]`),
			statement(`"Action":["s3:a","s3:b"],"Resource":["arn:aws:s3:::a","arn:aws:s3:::b"]`),
		},
		"a wider statement":       {statement(`"Action":"s3:Get*","Resource":"arn:aws:s3:::a","Condition":{"Bool":{"a:b":"true"}}`) + "," + statement(`"Action":"s3:*","Resource":"arn:aws:s3:::*"`), statement(`"Action":"s3:*","Resource":"arn:aws:s3:::*"`)},
		"another effect":          {statement(`"Action":"s3:Get*","Resource":"*"`) + "," + strings.Replace(statement(all), "Allow", "Deny", 1), statement(`"Action":"s3:Get*","Resource":"*"`) + "," + strings.Replace(statement(all), "Allow", "Deny", 1)},
		"conditions of no effect": {statement(all + `,"Condition":{"StringEquals":{}}`), statement(all)},
		"sorted conditions":       {statement(all + `,"Condition":{"StringLike":{"b:b":"x","a:a":["y*","yz","x"]},"Bool":{"a:b":true}}`), statement(all + `,"Condition":{"Bool":{"a:b":true},"StringLike":{"a:a":["x","y*"],"b:b":"x"}}`)},
		"covered networks":        {statement(all + `,"Condition":{"NotIpAddress":{"aws:VpcSourceIp":["10.1.0.0/16","10.0.0.0/8","x","::/0","10.0.0.1"]}}`), statement(all + `,"Condition":{"NotIpAddress":{"aws:VpcSourceIp":["10.0.0.0/8","::/0","x"]}}`)},
		"covered ARNs":            {statement(all + `,"Condition":{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/a","arn:aws:iam::*:role/*","*"]}}`), statement(all + `,"Condition":{"ArnLike":{"aws:PrincipalArn":["*","arn:aws:iam::*:role/*"]}}`)},
		"a number and its text":   {statement(all + `,"Condition":{"NumericEquals":{"a:b":[1,"1",2]}}`), statement(all + `,"Condition":{"NumericEquals":{"a:b":["1",2]}}`)},
		"literal stars":           {statement(all + `,"Condition":{"StringEquals":{"a:b":["x","*"]}}`), statement(all + `,"Condition":{"StringEquals":{"a:b":["*","x"]}}`)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result := parse.Parse(`{"Version":"2012-10-17","Id":"x","Statement":[` + c.statements + `]}`)
			if result.Document == nil {
				t.Fatal(result.Err())
			}
			want := `{"Version":"2012-10-17","Statement":[` + c.want + `]}`
			if d := parse.Parse(want).Document; len(d.Statements) == 1 {
				want = `{"Version":"2012-10-17","Statement":` + c.want + `}`
			}
			if diff := cmp.Diff(want, printer.Minified(minify.Document(result.Document))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// check holds a shorter document to the one it was made of.
func check(t fataler, d, short *ast.Document, r eval.Request, s match.Semantics) {
	t.Helper()
	want, err := eval.Evaluate(d, r, s)
	got, errShort := eval.Evaluate(short, r, s)
	if err != nil || errShort != nil || got.Decision != want.Decision {
		t.Fatalf("%s became %s, %v %v:\n%s\n%s\n%+v\n%+v", want.Decision, got.Decision, err, errShort, printer.Minified(d), printer.Minified(short), r, s)
	}
}

// Whatever the request and the reading of the rules, the decision stays. The world has few
// elements, so that many statements can be merged.
func TestMeaningStays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := generate.Document().Draw(t, "document")
		if rapid.Bool().Draw(t, "alike") {
			d = alike(t, d)
		}
		before := printer.Minified(d)
		short := minify.Document(d)
		if printer.Minified(d) != before {
			t.Fatalf("the document itself is changed")
		}
		if text := printer.Minified(short); len(text) > len(before) || text != printer.Minified(minify.Document(short)) {
			t.Fatalf("it is longer, or shorter the second time:\n%s\n%s", before, text)
		}
		for range 5 {
			check(t, d, short, generate.Request().Draw(t, "request"), generate.Semantics().Draw(t, "semantics"))
		}
	})
}

// alike adds copies of statements with one element changed.
func alike(t *rapid.T, d *ast.Document) *ast.Document {
	more := &ast.Document{Version: d.Version, ID: d.ID}
	for _, s := range d.Statements {
		c, other := *s, generate.Statement().Draw(t, "other")
		switch rapid.IntRange(0, 3).Draw(t, "element") {
		case 0:
			c.Principal, c.NotPrincipal = other.Principal, other.NotPrincipal
		case 1:
			c.Action, c.NotAction = other.Action, other.NotAction
		case 2:
			c.Resource, c.NotResource = other.Resource, other.NotResource
		case 3:
			c.Condition = otherValues(t, s.Condition)
		}
		more.Statements = append(more.Statements, s, &c)
	}
	return more
}

func otherValues(t *rapid.T, c *ast.Condition) *ast.Condition {
	if c == nil {
		return nil
	}
	changed := &ast.Condition{}
	for _, b := range c.Blocks {
		block := ast.Block{Name: b.Name}
		for _, test := range b.Tests {
			if rapid.Bool().Draw(t, "changed") {
				test.Values = []ast.Value{ast.String{Value: rapid.SampledFrom([]string{"a", "true", "1", "2027", "10.0.0.0/8"}).Draw(t, "value")}}
			}
			block.Tests = append(block.Tests, test)
		}
		changed.Blocks = append(changed.Blocks, block)
	}
	return changed
}

func TestOrderMakesNoDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := alike(t, generate.Document().Draw(t, "document"))
		other := &ast.Document{Version: d.Version, Statements: rapid.Permutation(d.Statements).Draw(t, "order")}
		if diff := cmp.Diff(printer.Minified(minify.Document(d)), printer.Minified(minify.Document(other))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for _, r := range c.Requests {
			check(t, c.Document, minify.Document(c.Document), r.Request, r.Semantics)
		}
	}
}

// Documents far beyond the limit of AWS take a moment: what costs the square of their length
// is bounded.
func TestHostile(t *testing.T) {
	t.Parallel()
	var actions, statements, tests strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&actions, `"s3:*%d*a",`, i)
	}
	for i := range 4_000 {
		fmt.Fprintf(&statements, `{"Effect":"Allow","Principal":"*","Action":"s3:a%d","Resource":"arn:aws:s3:::b%d"},`, i, i)
		fmt.Fprintf(&tests, `"a:b%d":"%d",`, i, i)
	}
	for name, text := range map[string]string{
		"values":     statement(`"Action":[` + actions.String() + `"x"],"Resource":"*"`),
		"statements": statements.String() + statement(`"Action":"*","Resource":"*"`),
		"tests":      strings.Repeat(statement(`"Action":"*","Resource":"*","Condition":{"StringEquals":{`+tests.String()+`"a:b":"x"}}`)+",", 4) + statement(`"Action":"s3:*","Resource":"*"`),
	} {
		result := parse.Parse(`{"Version":"2012-10-17","Statement":[` + text + `]}`)
		if result.Document == nil {
			t.Fatal(result.Err())
		}
		if n := len(minify.Document(result.Document).Statements); n == 0 {
			t.Errorf("%s: nothing is left", name)
		}
	}
}

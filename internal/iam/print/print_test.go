package print_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus/generate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
)

const written = `{"Statement":{"Condition":{"Bool":{"aws:SecureTransport":[true]},"NumericLessThan":{"s3:max-keys":["5",1.50]}},
"Resource":[],"Action":["s3:Get*","s3:<&>"],"Principal":{"AWS":["111122223333"],"Service":[]},"Effect":"Allow","Sid":"a"},"Id":"é\u2028","Version":"2012-10-17"}`

func TestCanonical(t *testing.T) {
	t.Parallel()
	const want = `{
  "Version": "2012-10-17",
  "Id": "é\u2028",
  "Statement": [
    {
      "Sid": "a",
      "Effect": "Allow",
      "Principal": {
        "AWS": "111122223333",
        "Service": []
      },
      "Action": [
        "s3:Get*",
        "s3:<&>"
      ],
      "Resource": [],
      "Condition": {
        "Bool": {
          "aws:SecureTransport": true
        },
        "NumericLessThan": {
          "s3:max-keys": [
            "5",
            1.50
          ]
        }
      }
    }
  ]
}`
	if got := printer.Canonical(parse.Parse(written).Document); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestMinified(t *testing.T) {
	t.Parallel()
	const want = `{"Version":"2012-10-17","Id":"é\u2028","Statement":{"Sid":"a","Effect":"Allow","Principal":{"AWS":"111122223333","Service":[]},` +
		`"Action":["s3:Get*","s3:<&>"],"Resource":[],"Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"s3:max-keys":["5",1.50]}}}}`
	if got := printer.Minified(parse.Parse(written).Document); got != want {
		t.Errorf("got\n%s", got)
	}
	const two = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","NotPrincipal":{},"NotAction":[],"NotResource":"*","Condition":{}}]}`
	if got := printer.Minified(parse.Parse(two).Document); got != two {
		t.Errorf("got\n%s", got)
	}
}

// A document that is not whole can be printed as well.
func TestPartial(t *testing.T) {
	t.Parallel()
	if got := printer.Minified(&ast.Document{}); got != `{"Statement":[]}` {
		t.Errorf("got %s", got)
	}
	if got := printer.Minified(parse.Parse(`{"Statement":[{"Action":"a","NotAction":"b"}]}`).Partial); got != `{"Statement":{"Action":"a","NotAction":"b"}}` {
		t.Errorf("got %s", got)
	}
}

func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, d *ast.Document,
) {
	t.Helper()
	for name, text := range map[string]string{"canonical": printer.Canonical(d), "minified": printer.Minified(d)} {
		if !json.Valid([]byte(text)) {
			t.Fatalf("%s is no JSON:\n%s", name, text)
		}
		result := parse.Parse(text)
		if result.Document == nil || !ast.Equal(result.Document, d) {
			t.Fatalf("%s is read as another document: %v\n%s", name, result.Problems, text)
		}
		again := printer.Canonical(result.Document)
		if name == "minified" {
			again = printer.Minified(result.Document)
		}
		if again != text {
			t.Fatalf("%s is printed in two ways:\n%s\n%s", name, text, again)
		}
	}
	if strings.ContainsAny(printer.Minified(&ast.Document{Statements: d.Statements, Version: d.Version}), "\n\t") {
		t.Fatalf("the minified form has white space")
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { same(t, generate.Document().Draw(t, "document")) })
}

func TestRoundTripOfCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Document != nil {
			same(t, c.Document)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add(written)
	cases, err := corpus.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		f.Add(c.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d := parse.Parse(text).Document; d != nil {
			same(t, d)
		}
	})
}

package guides_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/vpce-tools/terraform-provider-vpce/internal/overlay"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

const examples = "../../examples"

// written are the guides whose snippets and answers are held against the examples here.
var written = []string{"getting-started.md", "facts.md"}

// fenced matches a code block with its language, and a comment on the line before it.
var fenced = regexp.MustCompile("(?ms)^(?:<!-- ([^\n]*) -->\n)?```([a-z]+)\n(.*?)^```$")

type block struct{ note, language, text string }

func blocks(page string) []block {
	var out []block
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		out = append(out, block{m[1], m[2], m[3]})
	}
	return out
}

// flat makes texts comparable whatever their indentation.
func flat(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// exampleFiles returns the text of every example by path.
func exampleFiles(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(examples, func(path string, entry fs.DirEntry, err error) error {
		if extension := filepath.Ext(path); err == nil && !entry.IsDir() && (extension == ".tf" || extension == ".json") {
			out[path] = flat(read(t, path))
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no example in %s: %v", examples, err)
	}
	return out
}

// TestSnippetsStandInTheExamples holds every configuration that a guide prints against the
// examples, which are planned by other tests. One that is marked as planned beside
// hashicorp/aws only has to parse.
func TestSnippetsStandInTheExamples(t *testing.T) {
	t.Parallel()
	files := exampleFiles(t)
	for _, name := range written {
		for _, b := range blocks(pages(t)[name]) {
			switch {
			case b.language != "terraform" && b.language != "json":
			case strings.HasPrefix(b.note, "planned beside hashicorp/aws"):
				if _, diags := hclparse.NewParser().ParseHCL([]byte(b.text), name); diags.HasErrors() {
					t.Errorf("%s: %v in\n%s", name, diags, b.text)
				}
			default:
				found := false
				for _, text := range files {
					found = found || strings.Contains(text, flat(b.text))
				}
				if !found {
					t.Errorf("%s: no example contains\n%s", name, b.text)
				}
			}
		}
	}
}

// TestAnswersAreThoseOfTheExamples holds the sentences of every answer that a guide prints
// against the answers to the requests of the examples.
func TestAnswersAreThoseOfTheExamples(t *testing.T) {
	t.Parallel()
	answers := saidByExamples(t)
	quoted := regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
	// "rule target: detail", wrapped by Terraform and cut off by "…".
	diagnosed := regexp.MustCompile(`(?ms)^[A-Z]+-[0-9]+ \S+: (.*?) …`)
	for _, name := range written {
		checked := 0
		for _, b := range blocks(pages(t)[name]) {
			if b.language != "console" {
				continue
			}
			for _, m := range diagnosed.FindAllStringSubmatch(b.text, -1) {
				checked++
				if text := strings.Join(strings.Fields(m[1]), " "); !strings.Contains(answers, text) {
					t.Errorf("%s prints the diagnostic %q, which no example answers", name, text)
				}
			}
			for _, m := range quoted.FindAllStringSubmatch(b.text, -1) {
				sentence := strings.TrimSpace(strings.TrimSuffix(m[1], "…"))
				// "severity rule target: " and "type: " are put before a text by the examples.
				if _, text, prefixed := strings.Cut(sentence, ": "); prefixed && !strings.Contains(answers, sentence) {
					sentence = text
				}
				if strings.Contains(sentence, " ") {
					checked++
					if !strings.Contains(answers, sentence) {
						t.Errorf("%s prints %q, which no example answers", name, sentence)
					}
				}
			}
		}
		if checked == 0 {
			t.Errorf("%s prints no answer", name)
		}
	}
}

// saidByExamples asks what the examples ask and returns every text of the answers.
func saidByExamples(t *testing.T) string {
	t.Helper()
	const seoul = "ap-northeast-2"
	own := read(t, filepath.Join(examples, "guides", "facts-files", "facts.json"))
	c, book, problems := overlay.Apply(embedded(t), price.Embedded(), overlay.File{Name: "facts.json", Text: []byte(own)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var texts []string
	for _, request := range []recommend.Request{
		{Region: seoul, Workloads: map[string][]string{"eks_private_cluster": {"logs", "elasticloadbalancing", "eks"}}, Services: []string{"s3", "dynamodb", "secretsmanager"}},
		{Region: seoul, Services: []string{"s3", "sts", "account", "cloudfront-edge"}, Egress: recommend.EgressNAT},
		{Region: seoul, Services: []string{"s3", "dynamodb", "kms"}, Callers: []string{recommend.CallerVPC, recommend.CallerOnPremises}},
		{Region: seoul, Services: []string{"kms@us-west-2", "secretsmanager@us-west-2"}},
		{Region: seoul, Workloads: map[string][]string{"report_export": nil}, Services: []string{"the ledger"}},
	} {
		result, errs := recommend.Recommend(c, request)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		text, err := json.Marshal([]any{result, result.Report.Findings(), result.Report.NotChecked()})
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	kendra, _ := c.Service("kendra")
	source, _ := c.Source(kendra.Sources[len(kendra.Sources)-1])
	texts = append(texts, source.Title)
	for _, item := range []price.Item{price.InterfaceEndpointHour, price.InterfaceEndpointGB} {
		p, _ := book.Price(seoul, item, false)
		texts = append(texts, fmt.Sprintf("%s %s %s", p.First(), p.Confidence, p.AsOf))
	}
	return strings.Join(texts, "\n")
}

// TestFactsFileErrorsAreAsPrinted breaks the example file in each of the ways that the guide
// of the facts shows, and looks for the error there.
func TestFactsFileErrorsAreAsPrinted(t *testing.T) {
	t.Parallel()
	page := strings.Join(strings.Fields(pages(t)["facts.md"]), " ")
	own := read(t, filepath.Join(examples, "guides", "facts-files", "facts.json"))
	for name, tc := range map[string]struct{ old, new string }{
		"a field that does not exist": {`"policy_supported": null`, `"polcy_supported": null`},
		"a word that is not allowed":  {`"types": ["Interface"]`, `"types": ["Interfaces"]`},
		"a link to nothing":           {`"required": ["s3", "kms"`, `"required": ["s3", "kmz"`},
		"an item that does not exist": {`"interface_endpoint_hour": 0.0117`, `"interface_endpoint_hours": 0.0117`},
		"a key that stands twice":     {`"xx-example-1": {`, `"ap-northeast-2": {}, "ap-northeast-2": {`},
		"a comma too many":            {`"rate": 0.009 }`, `"rate": 0.009 },`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(own, tc.old, tc.new, 1)
			if broken == own {
				t.Fatalf("the example does not contain %s", tc.old)
			}
			_, _, problems := overlay.Apply(embedded(t), price.Embedded(), overlay.File{Name: "./facts.json", Text: []byte(broken)})
			if len(problems) == 0 {
				t.Fatal("the broken file was accepted")
			}
			for _, problem := range problems {
				if !strings.Contains(page, problem.Error()) {
					t.Errorf("facts.md does not print: %s", problem.Error())
				}
			}
		})
	}
}

// TestEveryGuideExampleIsPrinted makes sure that no example is forgotten by its guide.
func TestEveryGuideExampleIsPrinted(t *testing.T) {
	t.Parallel()
	directories, err := os.ReadDir(filepath.Join(examples, "guides"))
	if err != nil {
		t.Fatal(err)
	}
	var printed []string
	for _, name := range written {
		for _, b := range blocks(pages(t)[name]) {
			printed = append(printed, flat(b.text))
		}
	}
	for _, directory := range directories {
		text := flat(read(t, filepath.Join(examples, "guides", directory.Name(), "main.tf")))
		if !slices.ContainsFunc(printed, func(p string) bool { return strings.Contains(text, p) && strings.Contains(p, "vpce_") }) {
			t.Errorf("no guide prints examples/guides/%s", directory.Name())
		}
	}
}

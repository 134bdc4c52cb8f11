// Package overlay reads the facts files that a configuration names: new services, other
// Regions, negotiated prices. A file is decoded strictly, as its published JSON Schema says, and held against the
// invariants of the facts; whatever is wrong is reported with line, column and key.
//
//	layers, problems := overlay.Apply(facts, book, overlay.File{Name: "facts.json", Text: text})
package overlay

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// File is a facts file.
type File struct {
	// Name is the path by which the caller knows it.
	Name string
	// Text is its content.
	Text []byte
}

// Problem is one thing wrong with a file.
type Problem struct {
	// File is the name of the file.
	File string
	// Line and Column count from one.
	Line, Column int
	// Key leads to the value at fault, such as services.s3.types.
	Key string
	// Text says what was found and what is allowed.
	Text string
}

func (p Problem) Error() string {
	where := fmt.Sprintf("%s, line %d, column %d", p.File, p.Line, p.Column)
	if p.Key != "" {
		where += ", " + p.Key
	}
	return where + ": " + p.Text
}

//go:embed schema.json
var schemaText []byte

// Schema returns the JSON Schema of a facts file.
func Schema() []byte { return slices.Clone(schemaText) }

// content is a file as its schema describes it.
type content struct {
	Schema    string                                `json:"$schema"`
	AsOf      string                                `json:"as_of"`
	Source    string                                `json:"source"`
	Regions   map[string]json.RawMessage            `json:"regions"`
	Services  map[string]json.RawMessage            `json:"services"`
	Aliases   map[string][]string                   `json:"aliases"`
	Workloads map[string]json.RawMessage            `json:"workloads"`
	Prices    map[string]map[string]json.RawMessage `json:"prices"`
}

// Apply lays one file over facts and prices. With problems, both come back unchanged.
func Apply(c *catalog.Catalog, b *price.Book, f File) (*catalog.Catalog, *price.Book, []Problem) {
	doc, problem := parse(f)
	if problem != nil {
		return c, b, []Problem{*problem}
	}
	in, problems := doc.content()
	if len(problems) > 0 {
		return c, b, problems
	}
	facts, faults := c.With(catalog.Overlay{
		Services: in.Services, Regions: in.Regions, Workloads: in.Workloads, Aliases: in.Aliases,
		Source: "facts-file:" + f.Name, Origin: catalog.Source{Title: in.Source, Address: f.Name + " of " + in.AsOf},
	})
	for _, fault := range faults {
		problems = append(problems, doc.problem(fault.Text, fault.Path...))
	}
	regions := facts
	if regions == nil {
		regions = c
	}
	book, more := applyPrices(regions, b, in, doc)
	if problems = append(problems, more...); len(problems) > 0 {
		return c, b, problems
	}
	return facts, book, nil
}

// currencies are those in which AWS bills.
var currencies = []string{"USD", "CNY", "EUR"}

// applyPrices lays the prices of a file over the book.
func applyPrices(c *catalog.Catalog, b *price.Book, in content, doc *document) (*price.Book, []Problem) {
	var problems []Problem
	layer := price.Overlay{}
	for region, items := range in.Prices {
		if _, ok := c.Region(region); !ok {
			problems = append(problems, doc.problem(c.UnknownRegion(region).Error()+".", "prices", region))
			continue
		}
		layer[region] = map[price.Item][]price.Tier{}
		for item, raw := range items {
			if item == "currency" {
				currency := strings.Trim(string(raw), `"`)
				if !slices.Contains(currencies, currency) {
					problems = append(problems, doc.problem(fmt.Sprintf("expected one of %s, found %s", strings.Join(currencies, ", "), raw), "prices", region, item))
				}
				b = b.WithCurrency(region, currency)
				continue
			}
			tiers, err := readTiers(raw)
			if err != nil {
				problems = append(problems, doc.problem(err.Error(), "prices", region, item))
				continue
			}
			layer[region][price.Item(item)] = tiers
		}
	}
	book, errs := b.With(layer, in.AsOf, in.Source)
	for _, err := range errs {
		problems = append(problems, doc.problem(err.Text, "prices", err.Region, err.Item))
	}
	for region := range layer {
		if _, known := book.Currency(region); !known {
			problems = append(problems, doc.problem("the price book does not know this Region's currency; add \"currency\"", "prices", region))
		}
	}
	slices.SortFunc(problems, byPosition)
	return book, problems
}

// readTiers reads a flat rate or a list of tiers, digit by digit.
func readTiers(raw json.RawMessage) ([]price.Tier, error) {
	var rate json.Number
	if !bytes.HasPrefix(raw, []byte("[")) {
		if err := json.Unmarshal(raw, &rate); err != nil || !isNumber(raw) {
			return nil, errors.New("expected a number, or a list of objects with up_to and rate")
		}
		amount, err := money.Parse(rate.String())
		return []price.Tier{{Rate: amount}}, err
	}
	var rows []struct {
		UpTo json.RawMessage `json:"up_to"`
		Rate json.RawMessage `json:"rate"`
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&rows); err != nil {
		return nil, errors.New(catalog.DecodeProblem(err).Text)
	}
	tiers := make([]price.Tier, len(rows))
	for i, row := range rows {
		if !isNumber(row.Rate) {
			return nil, errors.New("every tier needs a number as its rate")
		}
		var err error
		if tiers[i].Rate, err = money.Parse(string(row.Rate)); err != nil {
			return nil, err
		}
		if len(row.UpTo) == 0 || string(row.UpTo) == "null" {
			continue
		}
		if !isNumber(row.UpTo) {
			return nil, errors.New("up_to is a number, or null in the last tier")
		}
		bound, err := money.Parse(string(row.UpTo))
		if err != nil {
			return nil, err
		}
		tiers[i].UpTo = maybe.Of(bound)
	}
	return tiers, nil
}

// isNumber reports whether a JSON value is a number; encoding/json takes "1" for one too.
func isNumber(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
}

// content decodes a document strictly. The entries of regions, services and workloads are
// decoded where they are laid over the facts.
func (d *document) content() (content, []Problem) {
	var in content
	decoder := json.NewDecoder(bytes.NewReader(d.text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		fault := catalog.DecodeProblem(err)
		return in, []Problem{d.problem(fault.Text, fault.Path...)}
	}
	var problems []Problem
	if _, err := time.Parse(time.DateOnly, in.AsOf); err != nil {
		problems = append(problems, d.problem(fmt.Sprintf("as_of is the date of the facts, YYYY-MM-DD; found %q", in.AsOf), "as_of"))
	}
	if in.Source == "" {
		problems = append(problems, d.problem("source says where the facts are from, and must not be empty", "source"))
	}
	for _, alias := range slices.Sorted(maps.Keys(in.Aliases)) {
		if len(in.Aliases[alias]) == 0 {
			problems = append(problems, d.problem("an alias stands for at least one service", "aliases", alias))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(in.Workloads)) {
		if !workloadName.MatchString(name) {
			problems = append(problems, d.problem("the name of a workload is in snake case", "workloads", name))
		}
	}
	return in, problems
}

var workloadName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

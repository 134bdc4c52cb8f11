package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/agext/levenshtein"
)

// Ref is one service that a caller's word stands for.
type Ref struct {
	// Key is the catalogue key.
	Key string
	// Region is the Region named behind "@" or inside a full service name; empty if none is.
	Region string
}

// UnknownServiceError says that a word stands for no service.
type UnknownServiceError struct {
	// Text is the word as given.
	Text string
	// Nearest are the three nearest keys.
	Nearest []string
}

func (e *UnknownServiceError) Error() string {
	const instead = "give a key such as s3 or ecr.api"
	switch {
	case strings.TrimSpace(e.Text) == "":
		return "the name of a service is empty; " + instead
	case idOrARN().MatchString(e.Text):
		return fmt.Sprintf("%q is an id or ARN, and a service is meant; %s, or a full service name", e.Text, instead)
	}
	return fmt.Sprintf("%q is neither a service key, an alias, a display name nor a full service name; the nearest keys are %s",
		e.Text, strings.Join(e.Nearest, ", "))
}

// idOrARN is what is handed in for a service by mistake: the id of a VPC's object, or an ARN.
var idOrARN = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(arn:.*|(acl|eni|igw|nat|pl|rtb|sg|subnet|tgw|vpc|vpce|vpce-svc)-[0-9a-f]+)$`)
})

// UnknownRegionError says that a word names no Region.
type UnknownRegionError struct {
	// Text is the word as given.
	Text string
	// Known are the Regions to choose from.
	Known []string
	// Meant is the Region that the word is, written otherwise, or that it is a zone of; empty if it is neither.
	Meant string
}

func (e *UnknownRegionError) Error() string {
	switch {
	case e.Meant == "":
	case strings.EqualFold(e.Text, e.Meant):
		return fmt.Sprintf("%q is not a Region; it is written %s", e.Text, e.Meant)
	default:
		return fmt.Sprintf("%q is not a Region but the name of an Availability Zone in %s", e.Text, e.Meant)
	}
	return fmt.Sprintf("%q is not a Region; known are %s", e.Text, strings.Join(e.Known, ", "))
}

// EndpointServiceError says that a word names somebody's own endpoint service.
type EndpointServiceError struct{ Name string }

func (e *EndpointServiceError) Error() string {
	return fmt.Sprintf("%q is an endpoint service of an account, not an AWS service; describe it in endpoint_services", e.Name)
}

// Resolve returns the services that a word stands for: a key, an alias, a display name or
// a full service name, each with "@<region>" behind it for the service of another Region.
func (c *Catalog) Resolve(text string) ([]Ref, error) {
	word, region, _ := strings.Cut(strings.TrimSpace(text), "@")
	if region != "" {
		if _, ok := c.regions[region]; !ok {
			return nil, c.UnknownRegion(region)
		}
	}
	if word == "" {
		return nil, c.unknownService(word)
	}
	keys := c.keysFor(strings.ToLower(word))
	if keys == nil {
		name := c.ParseName(strings.ToLower(word))
		switch name.Kind {
		case KindEndpointService:
			return nil, &EndpointServiceError{Name: word}
		case KindUnknown:
			return nil, c.unknownService(word)
		case KindAWS:
			keys, region = name.keys, cmp.Or(region, name.Region)
		}
	}
	refs := make([]Ref, len(keys))
	for i, key := range keys {
		refs[i] = Ref{Key: key, Region: region}
	}
	return refs, nil
}

// keysFor looks a lower-case word up among the keys, then among aliases and display names.
func (c *Catalog) keysFor(word string) []string {
	if _, ok := c.services[word]; ok {
		return []string{word}
	}
	return c.aliases[word]
}

// UnknownRegion returns the error for a word that names no Region. It lists the Regions of
// the partition that the word begins like, the commercial one if it begins like none.
func (c *Catalog) UnknownRegion(text string) *UnknownRegionError {
	partition, longest, meant := "aws", 0, ""
	for _, code := range c.codes {
		zone, isZone := strings.CutPrefix(text, code)
		if strings.EqualFold(text, code) || isZone && len(zone) == 1 && zone >= "a" && zone <= "z" {
			meant = code
		}
		if n := commonPrefix(text, code); n > longest {
			partition, longest = c.regions[code].Partition, n
		}
	}
	return &UnknownRegionError{Text: text, Known: c.RegionCodes(partition), Meant: meant}
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (c *Catalog) unknownService(text string) error {
	return &UnknownServiceError{Text: text, Nearest: c.nearest(strings.ToLower(text))}
}

// nearest returns the three keys nearest to a word, by the distance to the key itself or
// to an alias of it.
func (c *Catalog) nearest(word string) []string {
	type candidate struct {
		key      string
		distance int
	}
	best := map[string]int{}
	consider := func(name string, keys []string) {
		d := levenshtein.Distance(word, name, nil)
		if strings.Contains(name, word) && word != "" {
			d = min(d, 1)
		}
		for _, key := range keys {
			if old, seen := best[key]; !seen || d < old {
				best[key] = d
			}
		}
	}
	for _, key := range c.keys {
		consider(key, []string{key})
	}
	for alias, keys := range c.aliases {
		consider(alias, keys)
	}
	all := make([]candidate, 0, len(best))
	for key, d := range best {
		all = append(all, candidate{key, d})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(len(a.key), len(b.key)), cmp.Compare(a.key, b.key))
	})
	out := make([]string, 0, 3)
	for _, a := range all[:min(3, len(all))] {
		out = append(out, a.key)
	}
	return out
}

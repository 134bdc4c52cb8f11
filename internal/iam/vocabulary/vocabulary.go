// Package vocabulary knows the words of IAM policies: which actions a service has, which
// resources and condition keys an action takes, what type of value a key holds, and which
// services' actions pass through the endpoint of a service.
//
// The words are compiled in, for every service that has a VPC endpoint. A service is
// unpacked when first asked for, so that a policy about one service costs one service.
// What is not known is answered as such, never as "does not exist".
//
//	v, _ := vocabulary.Embedded()
//	v.Actions("s3:Get*")                  // [s3:GetAccelerateConfiguration …], true
//	v.KeyType("aws:PrincipalOrgPaths")    // ArrayOfString, true
//	v.EndpointPrefixes("monitoring")      // [cloudwatch], true
//
// The data is one zip file of sorted JSON lines. To read it:
//
//	unzip -p data/vocabulary.zip services/s3.jsonl
//
// The lookups compare names the way IAM does: prefixes, actions and condition keys without
// case.
package vocabulary

import (
	"archive/zip"
	"bytes"
	_ "embed" // the data
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed data/vocabulary.zip
var data []byte

// Vocabulary is an immutable set of words. It may be used by several goroutines.
type Vocabulary struct {
	about    About
	prefixes []string
	services map[string]func() (*service, error)
	byEnd    map[string][]string
	global   keyTable
	other    keyTable
}

// About says where the words are from.
type About struct {
	// AsOf is the day of the package they were taken from.
	AsOf string `json:"as_of"`
	// Package and Version name that package.
	Package string `json:"package"`
	Version string `json:"version"`
	// Source is its id, Address where it is published.
	Source  string `json:"source"`
	Address string `json:"address"`
}

// Embedded returns the compiled-in words. The archive is opened once, when first asked for.
var Embedded = sync.OnceValues(func() (*Vocabulary, error) {
	v, err := open(data)
	if err != nil {
		return nil, fmt.Errorf("embedded vocabulary: %w", err)
	}
	return v, nil
})

// open reads the small tables of an archive and leaves its services packed.
func open(archive []byte) (*Vocabulary, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	members := map[string]*zip.File{}
	for _, member := range r.File {
		members[member.Name] = member
	}
	v := &Vocabulary{services: map[string]func() (*service, error){}, byEnd: map[string][]string{}}
	for _, read := range []func(map[string]*zip.File) error{v.readAbout, v.readPrefixes, v.readEndpoints, v.readKeys} {
		if err := read(members); err != nil {
			return nil, err
		}
	}
	for _, prefix := range v.prefixes {
		if member, ok := members[servicePath(prefix)]; ok {
			v.services[prefix] = sync.OnceValues(func() (*service, error) { return readService(prefix, member) })
		}
	}
	return v, nil
}

func servicePath(prefix string) string { return "services/" + prefix + ".jsonl" }

func (v *Vocabulary) readAbout(members map[string]*zip.File) error {
	for about, err := range lines[About](members["about.json"]) {
		if err != nil {
			return err
		}
		v.about = about
	}
	return nil
}

func (v *Vocabulary) readPrefixes(members map[string]*zip.File) error {
	for line, err := range lines[struct{ Prefix string }](members["prefixes.jsonl"]) {
		if err != nil {
			return err
		}
		v.prefixes = append(v.prefixes, line.Prefix)
	}
	if !slices.IsSorted(v.prefixes) {
		return errors.New("the prefixes are not sorted")
	}
	return nil
}

func (v *Vocabulary) readEndpoints(members map[string]*zip.File) error {
	type endpoint struct {
		Endpoint string
		Prefixes []string
	}
	for line, err := range lines[endpoint](members["endpoints.jsonl"]) {
		if err != nil {
			return err
		}
		v.byEnd[line.Endpoint] = line.Prefixes
	}
	return nil
}

func (v *Vocabulary) readKeys(members map[string]*zip.File) error {
	for name, table := range map[string]*keyTable{"keys.jsonl": &v.global, "other_keys.jsonl": &v.other} {
		for line, err := range lines[keyLine](members[name]) {
			if err != nil {
				return err
			}
			table.add(line.Key, line.Type)
		}
	}
	return nil
}

// About says where the words are from.
func (v *Vocabulary) About() About { return v.about }

// AsOf is the day of the package the words were taken from.
func (v *Vocabulary) AsOf() string { return v.about.AsOf }

// Prefixes lists every known action prefix, sorted, those without known actions included.
func (v *Vocabulary) Prefixes() []string { return slices.Clone(v.prefixes) }

// PrefixKnown reports whether a service has that action prefix.
func (v *Vocabulary) PrefixKnown(prefix string) bool {
	_, found := slices.BinarySearch(v.prefixes, strings.ToLower(prefix))
	return found
}

// ActionsKnown reports whether the actions of that prefix are known.
func (v *Vocabulary) ActionsKnown(prefix string) bool {
	return v.services[strings.ToLower(prefix)] != nil
}

// Endpoints lists the keys of the services whose endpoints are known, sorted.
func (v *Vocabulary) Endpoints() []string { return slices.Sorted(maps.Keys(v.byEnd)) }

// EndpointPrefixes returns the action prefixes that pass through an endpoint of the service,
// which is named by its key in the catalogue; false where they are not known.
func (v *Vocabulary) EndpointPrefixes(service string) ([]string, bool) {
	prefixes, ok := v.byEnd[service]
	return slices.Clone(prefixes), ok
}

// service unpacks one service; nil where it is not known. An archive that cannot be read is
// a broken build, which the tests find by reading all of it.
func (v *Vocabulary) service(prefix string) *service {
	load := v.services[strings.ToLower(prefix)]
	if load == nil {
		return nil
	}
	s, err := load()
	if err != nil {
		return nil
	}
	return s
}

/// The languages of the scripts in `src/main/resources/scenarios`, one for each folder there.
package ds.scenario.script;

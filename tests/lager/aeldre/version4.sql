BEGIN TRANSACTION;
CREATE TABLE datasaet (
	nr INTEGER NOT NULL, 
	navn TEXT NOT NULL, 
	hvem TEXT NOT NULL, 
	tid DATETIME NOT NULL, 
	forrige INTEGER NOT NULL, 
	fingeraftryk VARCHAR(64) NOT NULL, 
	filer TEXT NOT NULL, 
	importeret TEXT NOT NULL, 
	PRIMARY KEY (nr), 
	UNIQUE (fingeraftryk)
);
INSERT INTO "datasaet" VALUES(1,'Folketal 2026','Åse','2026-11-29 08:24:02.150750',0,'f1','{"datapackage.json": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "kommuner.csv": "86bdff8f5a9bc4eb659f7e5bb7ac52344facbf5824a3800d2025f8313544c24e"}','{"art": "folketal"}');
CREATE TABLE datasaetbrug (
	nr INTEGER NOT NULL, 
	datasaet INTEGER NOT NULL, 
	hvem TEXT NOT NULL, 
	tid DATETIME NOT NULL, 
	PRIMARY KEY (nr)
);
INSERT INTO "datasaetbrug" VALUES(1,1,'Åse','2026-11-29 08:24:02.162463');
CREATE TABLE datasaetfil (
	sha256 VARCHAR(64) NOT NULL, 
	indhold BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "datasaetfil" VALUES('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',X'7B7D');
INSERT INTO "datasaetfil" VALUES('86bdff8f5a9bc4eb659f7e5bb7ac52344facbf5824a3800d2025f8313544c24e',X'6B6F64652C6B6F6D6D756E650A303832352C4CC3A673C3B80A');
CREATE TABLE kladde (
	id VARCHAR(32) NOT NULL, 
	nr INTEGER NOT NULL, 
	indhold TEXT NOT NULL, 
	gemt DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "kladde" VALUES('5dd6438f90b64e66a18178bd391c7ff8',1,'{"tiltag": [{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]}','2026-11-29 08:24:02.135373');
CREATE TABLE lagerversion (
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "lagerversion" VALUES(4,'2026-11-29 08:24:02.059593');
CREATE TABLE log (
	nr INTEGER NOT NULL, 
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	hvem TEXT NOT NULL, 
	handling TEXT NOT NULL, 
	afgoerelse TEXT NOT NULL, 
	begrundelse TEXT NOT NULL, 
	PRIMARY KEY (nr), 
	FOREIGN KEY(scenarie_id, version) REFERENCES version (scenarie_id, version)
);
INSERT INTO "log" VALUES(1,'32c484a41cd34d3db1c54367a09b32ef',1,'2026-11-29 08:24:02.100715','Åse','oprettet','','');
INSERT INTO "log" VALUES(2,'32c484a41cd34d3db1c54367a09b32ef',2,'2026-11-29 08:24:02.112867','Åse','gemt','','');
INSERT INTO "log" VALUES(3,'32c484a41cd34d3db1c54367a09b32ef',2,'2026-11-29 08:24:02.122395','SU','besluttet','Ja','Fordi');
INSERT INTO "log" VALUES(4,'acedc3a27900442681ae70265a52b5c7',1,'2026-11-29 08:24:02.126160','Åse','oprettet','','');
INSERT INTO "log" VALUES(5,'acedc3a27900442681ae70265a52b5c7',1,'2026-11-29 08:24:02.130871','Bo','slettet','','');
CREATE TABLE scenarie (
	id VARCHAR(32) NOT NULL, 
	slettet BOOLEAN NOT NULL, 
	kopi_af VARCHAR(32), 
	PRIMARY KEY (id)
);
INSERT INTO "scenarie" VALUES('32c484a41cd34d3db1c54367a09b32ef',0,NULL);
INSERT INTO "scenarie" VALUES('acedc3a27900442681ae70265a52b5c7',1,NULL);
CREATE TABLE version (
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	navn TEXT NOT NULL, 
	forfatter TEXT NOT NULL, 
	tiltag TEXT NOT NULL, 
	datasaet TEXT NOT NULL, 
	gemt DATETIME NOT NULL, 
	formaal TEXT DEFAULT '' NOT NULL, 
	soeg TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (scenarie_id, version), 
	FOREIGN KEY(scenarie_id) REFERENCES scenarie (id)
);
INSERT INTO "version" VALUES('32c484a41cd34d3db1c54367a09b32ef',1,'Flyt til Hals','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:02.097593','Kortere ventetid','flyt til hals
åse
kortere ventetid');
INSERT INTO "version" VALUES('32c484a41cd34d3db1c54367a09b32ef',2,'Flyt til Læsø','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}, {"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:02.109543','Kortere ventetid','flyt til læsø
åse
kortere ventetid');
INSERT INTO "version" VALUES('acedc3a27900442681ae70265a52b5c7',1,'Slettet','Åse','[]','f1','2026-11-29 08:24:02.125375','Kortere ventetid','slettet
åse
kortere ventetid');
CREATE INDEX ix_kladde_gemt ON kladde (gemt);
CREATE INDEX ix_version_gemt ON version (gemt);
CREATE INDEX ix_log_scenarie_id ON log (scenarie_id);
CREATE TRIGGER version_update BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER version_delete BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaetfil_update BEFORE UPDATE ON datasaetfil BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaetfil_delete BEFORE DELETE ON datasaetfil BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaet_update BEFORE UPDATE ON datasaet BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaet_delete BEFORE DELETE ON datasaet BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaetbrug_update BEFORE UPDATE ON datasaetbrug BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER datasaetbrug_delete BEFORE DELETE ON datasaetbrug BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
COMMIT;
